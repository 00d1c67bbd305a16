/** What the system asks for, from its words alone. */
import { plainWords, type SchemaSlot, type SlotKind } from './schema-slots.js';

const CUES: Record<Exclude<SlotKind, 'categorical' | 'text'>, RegExp> = {
  money: /\bhow much\b|\bamount\b|\bhow many\b|\bsum\b/i,
  person: /\bwho\b|\bwhom\b|\bname\b|\brecipient\b|\bpayee\b|\bwhere\b.*\b(send|transfer)/i,
  date: /\bwhen\b|\bwhat (day|date|time)\b|\bwhich day\b/i,
};
const WHICH = /\b(which|what|type|kind|is (it|this|that)|in|from)\b/i;
const OTHER_PARTY = /\b(recipient|receiver|their|his|her|to which|into which)\b|['’]s account/i;

/** How near a system's words are to a slot's description, e.g. the cosine of their embeddings. */
export type Nearness = (slot: SchemaSlot) => number;

/** Below it a question and a description have nothing to do with each other. */
export const LEAST_NEARNESS = 0.6;

/**
 * Slots that a system utterance asks for. Kinds are told by their question words; a slot of free text by nearness of its description.
 * @param nearness to this utterance
 */
export function askedSlots(utterance: string, slots: readonly SchemaSlot[], nearness: Nearness): SchemaSlot[] {
  const spoken = new Set((utterance.toLowerCase().match(/\p{L}+/gu) ?? []).flatMap((word) => [word, word.replace(/s$/, '')]));
  const asked = slots.filter((slot) => {
    if (slot.kind === 'text') return false;
    if (slot.kind !== 'categorical') return CUES[slot.kind].test(utterance);
    const named = slot.values.filter((value) => utterance.toLowerCase().includes(value.toLowerCase())).length;
    const about =
      named > 1 ||
      (named === 0 &&
        WHICH.test(utterance) &&
        plainWords(slot.name)
          .split(' ')
          .some((word) => spoken.has(word)));
    return about && OTHER_PARTY.test(utterance) === slot.otherParty;
  });
  if (asked.length > 0) return asked;
  const best = slots.map((slot) => ({ slot, near: nearness(slot) })).sort((a, b) => b.near - a.near)[0];
  return best && utterance.includes('?') && best.near >= LEAST_NEARNESS ? [best.slot] : [];
}

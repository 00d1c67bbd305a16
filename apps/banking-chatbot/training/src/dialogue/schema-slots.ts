/** What a schema says of a slot, read as what its values look like and whose they are. */
import type { SgdService } from '@casebook/dataset-sgd-banks';

export type SlotKind = 'categorical' | 'money' | 'person' | 'date' | 'text';

export interface SchemaSlot {
  name: string;
  description: string;
  kind: SlotKind;
  /** Of a categorical slot. */
  values: readonly string[];
  /** It says something of the other party: the recipient's account, not the user's. */
  otherParty: boolean;
}

const KINDS: [Exclude<SlotKind, 'categorical'>, RegExp][] = [
  ['date', /\b(date|day|days|time|when)\b/],
  ['person', /\b(name|person|who|payee|beneficiary)\b/],
  ['money', /\b(amount|money|sum|price|fee|cost|balance|funds|dollars?)\b/],
];
const OTHER_PARTY = /\b(recipient|receiver|payee|beneficiary|destination|whom|receives?)\b/;

/** Name and description as plain words: `recipient_account_type` → `recipient account type`. */
export const plainWords = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

/** Slots that a user may fill: those that some intent requires or takes. Others are results, such as a balance. */
export function userSlots({ slots, intents }: SgdService): SchemaSlot[] {
  const taken = new Set(intents.flatMap(({ required_slots, optional_slots }) => [...required_slots, ...Object.keys(optional_slots)]));
  return slots
    .filter(({ name }) => taken.has(name))
    .map(({ name, description, is_categorical, possible_values }) => {
      const words = plainWords(name);
      const text = `${words} ${description.toLowerCase()}`;
      // the name says it shortest: a description of "the name of the account to transfer money to" has words of two kinds
      const kind = KINDS.find(([, cue]) => cue.test(words)) ?? KINDS.find(([, cue]) => cue.test(text));
      return {
        name,
        description,
        kind: is_categorical ? 'categorical' : (kind?.[0] ?? 'text'),
        values: possible_values,
        otherParty: OTHER_PARTY.test(text),
      };
    });
}

/** Slots that an intent has to do with. */
export function slotsOfIntent({ intents }: SgdService, intent: string): Set<string> {
  const found = intents.find(({ name }) => name === intent);
  return new Set(found ? [...found.required_slots, ...Object.keys(found.optional_slots)] : []);
}

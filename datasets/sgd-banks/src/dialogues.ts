/** Dialogues of Schema-Guided Dialogue (Rastogi et al., 2020), of any service: both speakers, frames, state and spans. */
import { corpusError, parseCorpusJson, readCorpusFile } from '@casebook/data-pipelines';
import { z } from 'zod';

const action = z.object({
  act: z.string(),
  slot: z.string(),
  values: z.array(z.string()),
  canonical_values: z.array(z.string()).optional(),
});

const span = z.object({ slot: z.string().min(1), start: z.int().nonnegative(), exclusive_end: z.int() });
const copy = z.object({ slot: z.string().min(1), copy_from: z.string() });

const frame = z.object({
  service: z.string().min(1),
  /** Where non-categorical slots stand in the utterance; other places of some files say only from which slot a value was copied. */
  slots: z.array(z.union([span, copy])),
  actions: z.array(action).optional(),
  /** What the user has asked for up to this turn; user turns only. `slot_values` lists every spelling that has the value. */
  state: z
    .object({
      active_intent: z.string(),
      requested_slots: z.array(z.string()),
      slot_values: z.record(z.string(), z.array(z.string()).min(1)),
    })
    .optional(),
  service_call: z.object({ method: z.string(), parameters: z.record(z.string(), z.string()) }).optional(),
  service_results: z.array(z.record(z.string(), z.string())).optional(),
});

const turn = z.object({ speaker: z.enum(['USER', 'SYSTEM']), utterance: z.string(), frames: z.array(frame) });

const dialogue = z.object({ dialogue_id: z.string().min(1), services: z.array(z.string()).min(1), turns: z.array(turn).min(1) });

export type SgdFrame = z.infer<typeof frame>;
export type SgdTurn = z.infer<typeof turn>;
export type SgdDialogue = z.infer<typeof dialogue>;

/** Whether a file's first kilobytes are of this form: a JSON list of dialogues. */
export const looksLikeSgd = (head: string) =>
  /^\uFEFF?\s*\[\s*\{/.test(head) && /"(dialogue_id|turns)"\s*:/.test(head) && /"utterance"\s*:/.test(head);

/**
 * Parses a file of dialogues.
 *
 * @throws {CorruptDataError} `CORPUS_INVALID` naming dialogue and turn: a form that is none, a span outside its utterance, a user's
 *   frame without a state
 */
export function parseSgd(text: string, file: string): SgdDialogue[] {
  const dialogues = parseCorpusJson(text, file);
  if (!Array.isArray(dialogues) || dialogues.length === 0) throw corpusError(file, 'whole file', 'a list of dialogues is expected.');
  return dialogues.map((value, i) => {
    const parsed = dialogue.safeParse(value);
    if (!parsed.success) throw corpusError(file, `dialogue ${i}`, z.prettifyError(parsed.error));
    for (const [n, { speaker, utterance, frames }] of parsed.data.turns.entries()) {
      const where = `dialogue ${parsed.data.dialogue_id}, turn ${n}`;
      for (const { slots, state } of frames) {
        if (speaker === 'USER' && !state) throw corpusError(file, where, 'a frame of the user has no state.');
        for (const slot of slots)
          if ('start' in slot && !(slot.start < slot.exclusive_end && slot.exclusive_end <= utterance.length))
            throw corpusError(file, where, `a span of ${slot.slot} lies outside the utterance.`);
      }
    }
    return parsed.data;
  });
}

/** @throws {NotFoundError | CorruptDataError} `DATA_NOT_FOUND`, `CORPUS_INVALID` */
export const readSgd = async (path: string) => parseSgd(await readCorpusFile(path), path);

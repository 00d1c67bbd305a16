/** The users' turns as utterances, for training on single sentences. */
import type { Utterance } from '@casebook/data-pipelines';
import type { SgdDialogue } from './dialogues.js';

/**
 * What the users write.
 *
 * @returns a turn's `intent` is the state's active one (it stays while the user answers questions); `NONE` is left out
 */
export function sgdUtterances(dialogues: readonly SgdDialogue[]): Utterance[] {
  return dialogues.flatMap(({ turns }) =>
    turns
      .filter(({ speaker }) => speaker === 'USER')
      .map(({ utterance, frames }) => {
        const active = frames.map(({ state }) => state?.active_intent).find((intent) => intent !== undefined && intent !== 'NONE');
        const slots = frames
          .flatMap((frame) => frame.slots)
          .flatMap((span) => ('start' in span ? [{ name: span.slot, start: span.start, end: span.exclusive_end }] : []))
          .sort((a, b) => a.start - b.start);
        return { text: utterance, ...(active !== undefined && { intent: active }), slots };
      }),
  );
}

/** Which of a service's intents an utterance speaks of, by the words of its schema. */
import type { SgdService } from '@casebook/dataset-sgd-banks';
import { plainWords } from './schema-slots.js';

/** What customers say for what schemas call it. */
const SAID_AS: Record<string, RegExp> = {
  transfer: /\b(transfer\w*|send\w*|sent|wire|wiring|pay|paying)\b/i,
  balance: /\bbalances?\b|\bhow much (money )?(is|do i|i|my|have|there)\b/i,
};
const COMMON = new Set('a an the of in to from for and or user users account accounts bank one another given time get make'.split(' '));

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}]+/gu) ?? [];

/**
 * The intent with the most words of its name and description in the text; a word of the name counts twice, one that all intents share nothing.
 * @param current of two alike, the other one is meant: "my balance after the transfer"
 * @returns undefined where none is spoken of
 */
export function spokenIntent(text: string, { intents }: Pick<SgdService, 'intents'>, current?: string): string | undefined {
  const cues = intents.map(({ name, description }) => ({ name: new Set(wordsOf(plainWords(name))), all: new Set(wordsOf(`${plainWords(name)} ${description}`)) })); // prettier-ignore
  const shared = (word: string) => COMMON.has(word) || (intents.length > 1 && cues.every(({ all }) => all.has(word)));
  const said = new Set(wordsOf(text));
  const scores = cues.map(({ name, all }) =>
    [...all].reduce((sum, cue) => {
      const heard = !shared(cue) && (said.has(cue) || SAID_AS[cue]?.test(text));
      return sum + (heard ? (name.has(cue) ? 2 : 1) : 0);
    }, 0),
  );
  const best = Math.max(0, ...scores);
  const winners = intents.filter((_, i) => scores[i] === best);
  return best > 0 ? (winners.find(({ name }) => name !== current) ?? winners[0])?.name : undefined;
}

/** How words become values. A reader sees the spans that the model marked for its slot or, where its slot was asked for, the whole message. */
import type { Facts } from '../../bank/facts.js';
import type { Say, SayValue } from '../../answers/say.js';
import type { Choice, DialogueState } from '../dialogue-state.js';

export interface ReadInput {
  /** What to read. */
  text: string;
  /** Whether the model marked it; otherwise it is the whole message, and a reader that isn't sure says nothing. */
  marked: boolean;
  facts: Facts;
  /** `YYYY-MM-DD` */
  today: string;
  mentioned: DialogueState['mentioned'];
  /** Ids that may be chosen; absent: all. */
  among?: string[] | undefined;
}

/** A value, several that fit, what is wrong with it, or nothing that this reader knows. */
export type Read<T> = { value: T } | { choices: Choice[] } | { problem: Say } | null;

export interface Reader<T> {
  read(input: ReadInput): Read<T>;
  /** How a customer reads the value. */
  show(value: T, facts: Facts): SayValue;
}

/** Lower case, without accents, marks and double spaces: for comparing names. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** One is the value; several are choices. */
export function oneOf<T>(found: readonly T[], value: (item: T) => unknown, label: (item: T) => Say): Read<never> | { value: never } {
  if (found.length === 0) return null;
  if (found.length === 1) return { value: value(found[0]!) as never };
  return { choices: found.map((item) => ({ value: value(item), label: label(item) })) };
}

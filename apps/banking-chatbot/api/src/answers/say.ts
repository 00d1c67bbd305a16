/** What is to be said, before it is words: a message of the catalogue and its values. */
import type { Money } from '../bank/money.js';
import type { MessageKey } from './en/index.js';

export type SayValue = string | number | Money | { day: string } | { month: string } | { list: Say[]; join?: string } | Say;

export interface Say {
  key: MessageKey;
  values?: Record<string, SayValue>;
}

export const say = (key: MessageKey, values?: Record<string, SayValue>): Say => (values ? { key, values } : { key });

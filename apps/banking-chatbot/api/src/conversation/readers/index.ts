/** All readers by name; their values are what forms hold. */
import { account } from './account.js';
import { amount } from './amount.js';
import { card } from './card.js';
import { transaction, transfer } from './listed.js';
import type { Reader } from './reader.js';
import { target } from './target.js';
import { date, month, period } from './times.js';
import { category, currency, iban, name, words } from './words.js';

export const readers = { account, amount, card, category, currency, date, iban, month, name, period, target, transaction, transfer, words };

export type ReaderName = keyof typeof readers;
type ValueOf<R> = R extends Reader<infer T> ? T : never;
export type ReaderValues = { [R in ReaderName]: ValueOf<(typeof readers)[R]> };

/** A reader whose value's type is known to its flow only. */
export const readerOf = (name: ReaderName): Reader<unknown> => readers[name] as unknown as Reader<unknown>;

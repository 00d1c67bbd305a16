import { say, type Say } from '../../answers/say.js';
import { transferLabel } from '../labels.js';
import { parseAmount } from './parse-amount.js';
import { readOrdinal } from './ordinal.js';
import { oneOf, plain, type Reader } from './reader.js';

/** Something chosen from a list: kept with its words, because facts don't hold every transaction. */
export interface Listed {
  id: string;
  label: Say;
}

/** A transaction of the list that was shown last: by place. What was never shown is found by the flow's `find`. */
export const transaction: Reader<Listed> = {
  read({ text, mentioned }) {
    const { list } = mentioned;
    if (list?.kind !== 'transaction') return null;
    const place = readOrdinal(text, list.items.length);
    if (place !== null) return { value: list.items[place]! };
    return list.items.length === 1 && /\b(it|this|that)\b/.test(plain(text)) ? { value: list.items[0]! } : null;
  },
  show: ({ label }) => label,
};

/** One of the latest transfers: by place, by who gets it, by amount, or "it". */
export const transfer: Reader<string> = {
  read({ text, marked, facts, mentioned, among }) {
    const transfers = facts.transfers.filter(({ id }) => !among || among.includes(id));
    const { list } = mentioned;
    const place = list?.kind === 'transfer' ? readOrdinal(text, list.items.length) : null;
    if (place !== null) return { value: list!.items[place]!.id };
    const lower = plain(text);
    const named = transfers.filter(({ to }) =>
      plain(to)
        .split(' ')
        .some((part) => part.length > 2 && lower.split(' ').includes(part)),
    );
    const amount = parseAmount(text);
    const sized = typeof amount === 'object' && amount ? transfers.filter((known) => known.amount.minor === amount.minor) : [];
    const both = named.filter((known) => sized.includes(known));
    const found = both.length > 0 ? both : named.length > 0 ? named : sized;
    if (found.length > 0) return oneOf(found, ({ id }) => id, transferLabel);
    if (/\b(last|latest|it|that)\b/.test(lower) && transfers[0]) return { value: transfers[0].id };
    return marked ? { problem: say('problem.transfer_unknown') } : null;
  },
  show: (id, facts) => {
    const found = facts.transfers.find((known) => known.id === id);
    return found ? transferLabel(found) : '?';
  },
};

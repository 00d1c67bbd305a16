import { say } from '../../answers/say.js';
import { cardLabel, cardName } from '../labels.js';
import { readOrdinal } from './ordinal.js';
import { oneOf, plain, type Reader } from './reader.js';

/** One of the customer's cards, by its last digits, its kind, or "it". */
export const card: Reader<string> = {
  read({ text, marked, facts, mentioned, among }) {
    const words = plain(text);
    const digits = /\b\d{4}\b/.exec(words)?.[0];
    if (digits) {
      const found = facts.cards.filter(({ last4 }) => last4 === digits);
      return oneOf(found, ({ id }) => id, cardLabel) ?? { problem: say('problem.card_unknown') };
    }
    const kind = /\b(credit)\b/.test(words) ? 'credit' : /\b(debit|bank|giro)\b/.test(words) ? 'debit' : null;
    if (kind) {
      const found = facts.cards.filter((known) => known.kind === kind);
      const eligible = among ? found.filter(({ id }) => among.includes(id)) : found;
      return oneOf(eligible.length > 0 ? eligible : found, ({ id }) => id, cardLabel) ?? { problem: say('problem.card_unknown') };
    }
    if (/\b(it|same|that|this)\b/.test(words) && mentioned.card) return { value: mentioned.card };
    const { list } = mentioned;
    const place = list?.kind === 'card' ? readOrdinal(text, list.items.length) : null;
    if (place !== null) return { value: list!.items[place]!.id };
    return marked && !/^(my|the|a|new|old|lost|stolen|this|that|it|card|cards| )+$/.test(words)
      ? { problem: say('problem.card_unknown') }
      : null;
  },
  show: (id, facts) => cardName(facts, id),
};

import { say } from '../../answers/say.js';
import { filterSlots, filterWords, toFilter } from '../filter-words.js';
import { defineFlow, optional } from '../flow.js';
import { transactionLabel } from '../labels.js';

const SHOWN = 5;

export const listTransactions = defineFlow({
  intent: 'list_transactions',
  access: 'customer',
  slots: { ...filterSlots, amount: optional('amount', ['amount']) },
  act: (values) => ({ action: 'transactions', input: { filter: toFilter(values), limit: SHOWN } }),
  answer: (found, values, { facts }) => {
    const what = filterWords(values, facts);
    if (!found || found.count === 0) return { say: [say('list_transactions.none', { what })] };
    const { items, count } = found;
    const more = count > items.length ? 'yes' : 'no';
    return {
      say: [say('list_transactions.found', { count, what, more, transactions: { list: items.map(transactionLabel) } })],
      list: { kind: 'transaction', items: items.map((item) => ({ id: item.id, label: transactionLabel(item) })) },
    };
  },
});

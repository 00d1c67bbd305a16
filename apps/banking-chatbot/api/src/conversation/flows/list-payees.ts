import { say } from '../../answers/say.js';
import { defineFlow } from '../flow.js';
import { payeeLabel } from '../labels.js';
import { readers } from '../readers/index.js';

export const listPayees = defineFlow({
  intent: 'list_payees',
  access: 'customer',
  slots: {},
  answer: (_, __, { facts }) => {
    const { payees } = facts;
    if (payees.length === 0) return { say: [say('list_payees.none')], next: ['add_payee'] };
    const lines = payees.map(({ name, iban }) => say('line.payee', { name, iban: readers.iban.show(iban, facts) }));
    return {
      say: [say('list_payees.some', { count: payees.length, payees: { list: lines } })],
      list: { kind: 'payee', items: payees.map((item) => ({ id: item.id, label: payeeLabel(item) })) },
    };
  },
});

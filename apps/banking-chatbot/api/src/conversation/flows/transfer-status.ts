import { say } from '../../answers/say.js';
import { defineFlow, optional } from '../flow.js';
import { transferLabel } from '../labels.js';

const SHOWN = 3;

export const transferStatus = defineFlow({
  intent: 'transfer_status',
  access: 'customer',
  slots: { transfer: optional('transfer', ['payee', 'amount', 'ordinal']) },
  answer: (_, { transfer }, { facts }) => {
    const one = facts.transfers.find(({ id }) => id === transfer);
    if (one) return { say: [say('transfer_status.one', { transfer: transferLabel(one) })] };
    const latest = facts.transfers.slice(0, SHOWN);
    if (latest.length === 0) return { say: [say('transfer_status.none')] };
    return {
      say: [say('transfer_status.many', { transfers: { list: latest.map(transferLabel) } })],
      list: { kind: 'transfer', items: latest.map((item) => ({ id: item.id, label: transferLabel(item) })) },
    };
  },
});

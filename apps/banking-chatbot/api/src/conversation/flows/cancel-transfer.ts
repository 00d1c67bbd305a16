import { say } from '../../answers/say.js';
import { defineFlow, required } from '../flow.js';
import { readers } from '../readers/index.js';

export const cancelTransfer = defineFlow({
  intent: 'cancel_transfer',
  access: 'customer',
  slots: {
    transfer: required('transfer', ['payee', 'amount', 'ordinal'], {
      ask: 'cancel_transfer.ask.transfer',
      among: ({ transfers }) => transfers.filter(({ status }) => status === 'scheduled' || status === 'processing').map(({ id }) => id),
      none: 'problem.no_transfers',
    }),
  },
  confirm: ({ transfer }, { facts }) => say('cancel_transfer.confirm', { transfer: readers.transfer.show(transfer, facts) }),
  act: ({ transfer }) => ({ action: 'cancelTransfer', input: { transferId: transfer } }),
  answer: (done) => ({
    say: done ? [say('cancel_transfer.done', { returned: done.returned ? 'yes' : 'no', to: done.to, amount: done.amount })] : [],
  }),
});

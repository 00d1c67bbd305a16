import { say } from '../../answers/say.js';
import { defineFlow, required } from '../flow.js';
import { lower } from '../labels.js';

export const orderStatement = defineFlow({
  intent: 'order_statement',
  access: 'customer',
  slots: {
    account: required('account', ['account', 'source_account', 'currency'], {
      ask: 'order_statement.ask.account',
      byDefault: ({ accounts }) => (accounts.length === 1 ? accounts[0]!.id : undefined),
    }),
    month: required('month', ['period', 'date'], { ask: 'order_statement.ask.month' }),
  },
  act: ({ account, month }) => ({ action: 'orderStatement', input: { accountId: account, month } }),
  answer: (done) => ({
    say: done
      ? [
          say('order_statement.done', {
            account: lower(done.account),
            month: { month: done.month },
            opening: done.opening,
            closing: done.closing,
            entries: done.entries,
          }),
        ]
      : [],
  }),
});

import { say } from '../../answers/say.js';
import { defineFlow, optional, required } from '../flow.js';
import type { ReaderValues } from '../readers/index.js';

export const disputeTransaction = defineFlow({
  intent: 'dispute_transaction',
  access: 'customer',
  slots: {
    merchant: optional('words', ['merchant', 'payee']),
    amount: optional('amount', ['amount']),
    period: optional('period', ['date', 'period']),
    transaction: required('transaction', ['ordinal'], {
      ask: 'dispute.ask.transaction',
      find: ({ merchant, amount, period }) => ({
        merchant: merchant as string | undefined,
        minor: (amount as ReaderValues['amount'] | undefined)?.minor,
        from: (period as ReaderValues['period'] | undefined)?.from,
        to: (period as ReaderValues['period'] | undefined)?.to,
        payments: true,
      }),
    }),
    reason: required('words', ['reason'], { ask: 'dispute.ask.reason' }),
  },
  confirm: ({ transaction, reason }) => say('dispute.confirm', { transaction: transaction.label, reason }),
  act: ({ transaction, reason }) => ({ action: 'dispute', input: { transactionId: transaction.id, reason } }),
  answer: (done) => ({ say: done ? [say('dispute.done', { amount: done.amount, description: done.description })] : [] }),
});

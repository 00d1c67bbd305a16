import { say } from '../../answers/say.js';
import type { Facts } from '../../bank/facts.js';
import { money, type Money } from '../../bank/money.js';
import { defineFlow, required } from '../flow.js';
import { accountName } from '../labels.js';
import type { ReaderValues } from '../readers/index.js';

const sum = ({ minor, currency }: ReaderValues['amount'], account: string, facts: Facts): Money =>
  money(minor, currency ?? facts.accounts.find(({ id }) => id === account)?.balance.currency ?? 'EUR');

export const topUp = defineFlow({
  intent: 'top_up',
  access: 'customer',
  slots: {
    amount: required('amount', ['amount', 'currency'], { ask: 'top_up.ask.amount' }),
    account: required('account', ['target_account', 'account'], {
      ask: 'top_up.ask.account',
      byDefault: ({ accounts }) => accounts.find(({ kind }) => kind === 'current')?.id,
    }),
  },
  check: ({ amount, account }, { facts }) => {
    const own = facts.accounts.find(({ id }) => id === account);
    return sum(amount, account, facts).currency === own?.balance.currency ? undefined : { reason: 'CURRENCY_MISMATCH', slot: 'amount' };
  },
  confirm: ({ amount, account }, { facts }) =>
    say('top_up.confirm', { amount: sum(amount, account, facts), account: accountName(facts, account) }),
  act: ({ amount, account }, { facts }) => ({ action: 'topUp', input: { accountId: account, amount: sum(amount, account, facts) } }),
  answer: (done) => ({ say: done ? [say('top_up.done', { amount: done.amount, balance: done.balance })] : [] }),
});

import { say } from '../../answers/say.js';
import type { Account, Facts } from '../../bank/facts.js';
import { exchanged, exchangeRate } from '../../bank/exchange-rates.js';
import { money } from '../../bank/money.js';
import { defineFlow, refused, required } from '../flow.js';
import { lower } from '../labels.js';
import type { ReaderValues } from '../readers/index.js';

interface Pair {
  source: Account | undefined;
  target: Account | undefined;
}

/** From the account in the amount's currency (euros unless said) into the one in the other; current accounts first. */
function pair(amount: ReaderValues['amount'], currency: ReaderValues['currency'], { accounts }: Facts): Pair {
  const inCurrency = (wanted: string) =>
    accounts.find(({ kind, balance }) => kind === 'current' && balance.currency === wanted) ??
    accounts.find(({ balance }) => balance.currency === wanted);
  const from =
    amount.currency ??
    (currency === 'EUR' ? (accounts.find(({ balance }) => balance.currency !== 'EUR')?.balance.currency ?? 'EUR') : 'EUR');
  return { source: inCurrency(from), target: inCurrency(currency) };
}

export const exchangeMoney = defineFlow({
  intent: 'exchange_money',
  access: 'customer',
  slots: {
    amount: required('amount', ['amount'], { ask: 'exchange_money.ask.amount' }),
    currency: required('currency', ['currency', 'target_account'], { ask: 'exchange_money.ask.currency' }),
  },
  check: ({ amount, currency }, { facts }) => {
    const { source, target } = pair(amount, currency, facts);
    if (!source || !target) return refused('NO_ACCOUNT_IN_CURRENCY');
    if (source.id === target.id) return refused('SAME_ACCOUNT', 'currency');
    if (amount.minor > source.available.minor) return refused('INSUFFICIENT_FUNDS', 'amount', { available: source.available });
    return undefined;
  },
  confirm: ({ amount, currency }, { facts, now }) => {
    const { source, target } = pair(amount, currency, facts);
    const sold = money(amount.minor, source!.balance.currency);
    const bought = exchanged(sold, exchangeRate(sold.currency, target!.balance.currency, now));
    return say('exchange_money.confirm', { amount: sold, bought, source: lower(source!.name), target: lower(target!.name) });
  },
  act: ({ amount, currency }, { facts }) => {
    const { source, target } = pair(amount, currency, facts);
    const sold = money(amount.minor, source!.balance.currency);
    return { action: 'exchangeMoney', input: { sourceId: source!.id, targetId: target!.id, amount: sold } };
  },
  answer: (done) => ({
    say: done ? [say('exchange_money.done', { sold: done.sold, bought: done.bought, rate: (done.rateMicros / 1e6).toFixed(4) })] : [],
  }),
});

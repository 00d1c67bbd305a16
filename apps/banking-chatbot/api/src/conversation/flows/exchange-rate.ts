import { say } from '../../answers/say.js';
import { exchanged, exchangeRate as rateAt } from '../../bank/exchange-rates.js';
import { money } from '../../bank/money.js';
import { defineFlow, optional, required } from '../flow.js';

/** Against the euro: it concerns no account, so anyone may ask. */
export const exchangeRate = defineFlow({
  intent: 'exchange_rate',
  access: 'anyone',
  slots: {
    currency: required('currency', ['currency', 'amount'], { ask: 'exchange_rate.ask.currency' }),
    amount: optional('amount', ['amount']),
  },
  answer: (_, { currency, amount }, { now }) => {
    const foreign = currency !== 'EUR';
    const [from, to] =
      foreign && amount?.currency === currency ? ([currency, 'EUR'] as const) : (['EUR', foreign ? currency : 'USD'] as const);
    const rate = rateAt(from, to, now);
    const one = money(amount?.minor ?? 100_00, from);
    return {
      say: [
        say('exchange_rate.rate', { one, other: exchanged(one, rate) }),
        say('exchange_rate.until', { time: rate.until.slice(11, 16) }),
      ],
    };
  },
});

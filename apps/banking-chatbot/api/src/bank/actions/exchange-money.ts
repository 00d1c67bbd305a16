/** Changes money between two accounts of a customer, at the rate of the moment. */
import { checkAmount } from '../amount.js';
import type { BankContext } from '../context.js';
import { exchanged, exchangeRate } from '../exchange-rates.js';
import { internalAccount } from '../ledger/internal-accounts.js';
import { post } from '../ledger/post.js';
import { money, type Money } from '../money.js';
import { once } from '../once.js';
import { BankRefusal } from '../refusal.js';
import { ownAccount } from './own-account.js';

export interface Exchange {
  sold: Money;
  bought: Money;
  rateMicros: number;
}

/** @throws {BankRefusal} `SAME_ACCOUNT`, `ACCOUNT_UNKNOWN`, `CURRENCY_MISMATCH`, `INSUFFICIENT_FUNDS`, and those of `checkAmount` */
export function exchangeMoney(context: BankContext, input: { sourceId: string; targetId: string; amount: Money }): Promise<Exchange> {
  return once(context, { ...input, action: 'exchangeMoney' }, async (inner) => {
    const { amount, sourceId, targetId } = input;
    checkAmount(amount);
    if (sourceId === targetId) throw new BankRefusal('SAME_ACCOUNT');
    const [source, target] = [await ownAccount(inner, sourceId), await ownAccount(inner, targetId)];
    if (source.currency !== amount.currency || target.currency === source.currency)
      throw new BankRefusal('CURRENCY_MISMATCH', { currency: source.currency });
    const rate = exchangeRate(source.currency, target.currency, inner.now);
    const bought = exchanged(amount, rate);
    checkAmount(bought); // a cent may buy nothing
    await post(inner.manager, {
      id: inner.key,
      kind: 'exchange',
      at: inner.now,
      description: `Exchange ${source.currency} to ${target.currency}`,
      entries: [
        { accountId: sourceId, amount: money(-amount.minor, source.currency) },
        { accountId: internalAccount('exchange', source.currency), amount },
        { accountId: internalAccount('exchange', target.currency), amount: money(-bought.minor, target.currency) },
        { accountId: targetId, amount: bought },
      ],
    });
    return { sold: amount, bought, rateMicros: rate.micros };
  });
}

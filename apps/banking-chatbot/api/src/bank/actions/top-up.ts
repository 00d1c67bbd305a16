/** Adds money from the card of another bank that the customer has linked (simulated: it always pays). */
import { checkAmount } from '../amount.js';
import type { BankContext } from '../context.js';
import { internalAccount } from '../ledger/internal-accounts.js';
import { post } from '../ledger/post.js';
import { money, type Money } from '../money.js';
import { once } from '../once.js';
import { BankRefusal } from '../refusal.js';
import { ownAccount } from './own-account.js';

export const TOP_UP_LIMIT = 5_000_00;

/** @throws {BankRefusal} `ACCOUNT_UNKNOWN`, `CURRENCY_MISMATCH`, `TOP_UP_LIMIT`, and those of `checkAmount` */
export function topUp(context: BankContext, input: { accountId: string; amount: Money }): Promise<{ amount: Money; balance: Money }> {
  return once(context, { ...input, action: 'topUp' }, async (inner) => {
    const { amount, accountId } = input;
    checkAmount(amount);
    if (amount.minor > TOP_UP_LIMIT) throw new BankRefusal('TOP_UP_LIMIT', { limit: money(TOP_UP_LIMIT, amount.currency) });
    const { currency } = await ownAccount(inner, accountId);
    if (currency !== amount.currency) throw new BankRefusal('CURRENCY_MISMATCH', { currency });
    await post(inner.manager, {
      id: inner.key,
      kind: 'top_up',
      at: inner.now,
      description: 'Top-up',
      entries: [
        { accountId, amount },
        { accountId: internalAccount('funding', currency), amount: money(-amount.minor, currency) },
      ],
    });
    return { amount, balance: (await ownAccount(inner, accountId)).balance };
  });
}

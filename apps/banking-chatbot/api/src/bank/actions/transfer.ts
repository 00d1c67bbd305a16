/** Moves money to a payee or to another account of the customer, today or on a later day. */
import { checkAmount } from '../amount.js';
import { addBusinessDays, addDays, dayOf, type BankContext } from '../context.js';
import { minorUnits, type Money } from '../money.js';
import { once } from '../once.js';
import { BankRefusal } from '../refusal.js';
import { bookTransfer } from './book-transfer.js';
import { ownAccount } from './own-account.js';
import { transferTarget, type Target } from './transfer-target.js';

export interface TransferOrder {
  sourceId: string;
  to: Target;
  amount: Money;
  reference?: string | undefined;
  /** `YYYY-MM-DD`; absent: today. */
  executeOn?: string | undefined;
}

export interface TransferDone {
  transferId: string;
  to: string;
  amount: Money;
  status: 'scheduled' | 'processing' | 'completed';
  executeOn: string;
  /** When it arrives, `YYYY-MM-DD`. */
  arrivesOn: string;
  /** Of the source account, afterwards. */
  balance: Money;
}

const REFERENCE_LENGTH = 140;

/**
 * A later day books nothing yet: funds are looked at when it comes.
 *
 * @throws {BankRefusal} `SAME_ACCOUNT`, `ACCOUNT_UNKNOWN`, `PAYEE_UNKNOWN`, `CURRENCY_MISMATCH`, `TRANSFER_LIMIT`, `DAILY_LIMIT`,
 * `INSUFFICIENT_FUNDS`, `DATE_PAST`, `DATE_TOO_FAR`, and those of `checkAmount`
 */
export function transfer(context: BankContext, order: TransferOrder): Promise<TransferDone> {
  return once(context, { ...order, action: 'transfer' }, async (inner) => {
    const { manager, customerId, key, now } = inner;
    const { amount } = order;
    checkAmount(amount);
    const today = dayOf(now);
    const executeOn = order.executeOn ?? today;
    if (executeOn < today) throw new BankRefusal('DATE_PAST');
    if (executeOn > addDays(today, 366)) throw new BankRefusal('DATE_TOO_FAR');
    const source = await ownAccount(inner, order.sourceId);
    if (source.currency !== amount.currency) throw new BankRefusal('CURRENCY_MISMATCH', { currency: source.currency });
    const target = await transferTarget(inner, order.to);
    if (target.accountId === source.id) throw new BankRefusal('SAME_ACCOUNT');
    if (target.currency && target.currency !== amount.currency) throw new BankRefusal('CURRENCY_MISMATCH', { currency: target.currency });
    if (!target.own) await checkLimits(inner, amount, executeOn);
    const atOnce = target.accountId !== null;
    const arrivesOn = atOnce ? executeOn : addBusinessDays(executeOn, 1);
    await manager.query(
      `INSERT INTO transfers (id, customer_id, source_account, target_account, target_name, target_iban, own, amount, currency, reference,
         status, execute_on, settles_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'scheduled', $11, $12, $13)`,
      [
        key,
        customerId,
        source.id,
        target.accountId,
        target.name,
        target.iban,
        target.own,
        amount.minor,
        amount.currency,
        order.reference?.slice(0, REFERENCE_LENGTH) ?? null,
        executeOn,
        atOnce ? null : `${arrivesOn}T09:00:00Z`,
        now,
      ],
    );
    if (executeOn === today) await bookTransfer(manager, key, now);
    const { balance } = await ownAccount(inner, source.id);
    const status = executeOn > today ? 'scheduled' : atOnce ? 'completed' : 'processing';
    return { transferId: key, to: target.name, amount, status, executeOn, arrivesOn, balance };
  });
}

/** Limits are in euros; other currencies count unit for unit. The customer's row is locked, so that two transfers at once can't both fit. */
async function checkLimits({ manager, customerId }: BankContext, { minor, currency }: Money, executeOn: string): Promise<void> {
  const [limits] = await manager.query<{ transfer_limit: string; daily_limit: string }[]>(
    'SELECT transfer_limit, daily_limit FROM customers WHERE id = $1 FOR NO KEY UPDATE',
    [customerId],
  );
  const [one, day] = [minorUnits(limits!.transfer_limit), minorUnits(limits!.daily_limit)];
  if (minor > one) throw new BankRefusal('TRANSFER_LIMIT', { limit: { minor: one, currency } });
  const [sum] = await manager.query<{ minor: string }[]>(
    `SELECT coalesce(sum(amount), 0) AS minor FROM transfers
     WHERE customer_id = $1 AND execute_on = $2 AND NOT own AND status IN ('scheduled', 'booked')`,
    [customerId, executeOn],
  );
  const left = Math.max(day - minorUnits(sum!.minor), 0);
  if (minor > left) throw new BankRefusal('DAILY_LIMIT', { limit: { minor: day, currency }, left: { minor: left, currency } });
}

/** Stops a transfer that has not arrived: one of a later day, or one on its way to another bank. */
import type { BankContext } from '../context.js';
import { internalAccount } from '../ledger/internal-accounts.js';
import { post } from '../ledger/post.js';
import { minorUnits, money, type Currency, type Money } from '../money.js';
import { once } from '../once.js';
import { BankRefusal } from '../refusal.js';

interface Row {
  source_account: string;
  target_name: string;
  amount: string;
  currency: Currency;
  status: string;
  settles_at: Date | null;
}

/** @throws {BankRefusal} `TRANSFER_UNKNOWN`, `TRANSFER_FINAL` */
export function cancelTransfer(
  context: BankContext,
  input: { transferId: string },
): Promise<{ to: string; amount: Money; returned: boolean }> {
  return once(context, { ...input, action: 'cancelTransfer' }, async ({ manager, customerId, key, now }) => {
    const [row] = await manager.query<Row[]>(
      `SELECT source_account, target_name, amount, currency, status, settles_at FROM transfers WHERE id = $1 AND customer_id = $2 FOR UPDATE`,
      [input.transferId, customerId],
    );
    if (!row) throw new BankRefusal('TRANSFER_UNKNOWN');
    const onItsWay = row.status === 'booked' && row.settles_at !== null && row.settles_at > now;
    if (row.status !== 'scheduled' && !onItsWay) throw new BankRefusal('TRANSFER_FINAL');
    const amount = money(minorUnits(row.amount), row.currency);
    if (onItsWay) {
      await post(manager, {
        id: key,
        kind: 'cancellation',
        at: now,
        description: `Cancelled: ${row.target_name}`,
        entries: [
          { accountId: internalAccount('clearing', row.currency), amount: money(-amount.minor, row.currency) },
          { accountId: row.source_account, amount },
        ],
      });
    }
    await manager.query(`UPDATE transfers SET status = 'cancelled' WHERE id = $1`, [input.transferId]);
    return { to: row.target_name, amount, returned: onItsWay };
  });
}

import type { BankContext } from '../context.js';
import { minorUnits, type Currency, type Money } from '../money.js';
import { BankRefusal } from '../refusal.js';

export interface OwnAccount {
  id: string;
  name: string;
  iban: string;
  currency: Currency;
  balance: Money;
  openedOn: string;
}

/** One account of the customer. @throws {BankRefusal} `ACCOUNT_UNKNOWN`, also for an account of somebody else */
export async function ownAccount({ manager, customerId }: BankContext, accountId: string): Promise<OwnAccount> {
  const [row] = await manager.query<(Omit<OwnAccount, 'balance'> & { balance: string })[]>(
    `SELECT id, name, iban, currency, balance, opened_on::text AS "openedOn" FROM accounts WHERE id = $1 AND customer_id = $2`,
    [accountId, customerId],
  );
  if (!row) throw new BankRefusal('ACCOUNT_UNKNOWN');
  return { ...row, balance: { minor: minorUnits(row.balance), currency: row.currency } };
}

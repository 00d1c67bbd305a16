/** What the bank knows of one customer at one moment: what a conversation needs to resolve "my savings", "Anna", "the blue card". */
import { NotFoundError } from '@casebook/core';
import type { EntityManager } from 'typeorm';
import type { CardStatus } from './actions/card-states.js';
import { minorUnits, type Currency, type Money } from './money.js';

export interface Account {
  id: string;
  kind: 'current' | 'savings';
  name: string;
  iban: string;
  balance: Money;
  /** What can be spent: the balance and the agreed overdraft. */
  available: Money;
}

export interface Payee {
  id: string;
  name: string;
  iban: string;
}

export interface Card {
  id: string;
  kind: 'debit' | 'credit';
  last4: string;
  status: CardStatus;
  accountId: string;
  dailyLimit: Money;
  /** When it arrives or arrived, `YYYY-MM-DD`. */
  expectedOn: string;
}

export interface TransferFact {
  id: string;
  to: string;
  amount: Money;
  status: 'scheduled' | 'processing' | 'completed' | 'cancelled' | 'failed';
  executeOn: string;
  reference: string | null;
}

export interface Facts {
  customer: { id: string; name: string; givenName: string; transferLimit: Money; dailyLimit: Money };
  accounts: Account[];
  payees: Payee[];
  cards: Card[];
  /** The latest ten, latest first. */
  transfers: TransferFact[];
}

interface FactsRow {
  id: string;
  name: string;
  given_name: string;
  transfer_limit: string;
  daily_limit: string;
  accounts: (Omit<Account, 'balance' | 'available'> & { currency: Currency; balance: number; minimum: number })[];
  payees: Payee[];
  cards: (Omit<Card, 'dailyLimit'> & { currency: Currency; dailyLimit: number })[];
  transfers: (Omit<TransferFact, 'amount'> & { currency: Currency; amount: number })[];
}

const query = `
  SELECT id, name, given_name, transfer_limit, daily_limit,
    ARRAY(SELECT json_build_object('id', id, 'kind', kind, 'name', name, 'iban', iban, 'currency', currency, 'balance', balance, 'minimum', minimum)
      FROM accounts WHERE customer_id = c.id ORDER BY kind, id) AS accounts,
    ARRAY(SELECT json_build_object('id', id, 'name', name, 'iban', iban) FROM payees WHERE customer_id = c.id ORDER BY name, id) AS payees,
    ARRAY(SELECT json_build_object('id', k.id, 'kind', k.kind, 'last4', last4, 'status', status, 'accountId', account_id, 'dailyLimit', daily_limit,
        'currency', a.currency, 'expectedOn', expected_on)
      FROM cards k JOIN accounts a ON a.id = account_id WHERE k.customer_id = c.id AND status <> 'closed' ORDER BY k.kind DESC, k.id) AS cards,
    ARRAY(SELECT json_build_object('id', id, 'to', target_name, 'amount', amount, 'currency', currency, 'executeOn', execute_on, 'reference', reference,
        'status', CASE WHEN status <> 'booked' THEN status WHEN settles_at > $2 THEN 'processing' ELSE 'completed' END)
      FROM transfers WHERE customer_id = c.id ORDER BY created_at DESC, id DESC LIMIT 10) AS transfers
  FROM customers c WHERE id = $1`;

/** @throws {NotFoundError} `CUSTOMER_UNKNOWN` */
export async function loadFacts(manager: EntityManager, customerId: string, now: Date): Promise<Facts> {
  const [row] = await manager.query<FactsRow[]>(query, [customerId, now]);
  if (!row) throw new NotFoundError('CUSTOMER_UNKNOWN', 'There is no such customer: sign in again.');
  const limit = (column: string): Money => ({ minor: minorUnits(column), currency: 'EUR' });
  return {
    customer: {
      id: row.id,
      name: row.name,
      givenName: row.given_name,
      transferLimit: limit(row.transfer_limit),
      dailyLimit: limit(row.daily_limit),
    },
    accounts: row.accounts.map(({ currency, balance, minimum, ...account }) => ({
      ...account,
      balance: { minor: balance, currency },
      available: { minor: balance - minimum, currency },
    })),
    payees: row.payees,
    cards: row.cards.map(({ currency, dailyLimit, ...card }) => ({ ...card, dailyLimit: { minor: dailyLimit, currency } })),
    transfers: row.transfers.map(({ currency, amount, ...transfer }) => ({ ...transfer, amount: { minor: amount, currency } })),
  };
}

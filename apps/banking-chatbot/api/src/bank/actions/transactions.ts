/** Finds transactions of a customer, and sums them up. */
import type { BankContext } from '../context.js';
import { minorUnits, money, type Currency, type Money } from '../money.js';

export interface TransactionFilter {
  accountId?: string | undefined;
  /** First day, `YYYY-MM-DD`. */
  from?: string | undefined;
  /** Day after the last. */
  to?: string | undefined;
  category?: string | undefined;
  /** Part of the description, in any case. */
  merchant?: string | undefined;
  /** Size of the amount in minor units, whatever its sign. */
  minor?: number | undefined;
  /** Card payments only. */
  payments?: boolean | undefined;
}

export interface FoundTransaction {
  id: string;
  /** `YYYY-MM-DD` */
  on: string;
  description: string;
  category: string | null;
  amount: Money;
}

export interface FoundTransactions {
  /** The latest, latest first. */
  items: FoundTransaction[];
  /** All that match. */
  count: number;
}

export interface Spending {
  /** What was paid, as positive amounts, per currency; with how many payments. */
  totals: { amount: Money; count: number }[];
  /** The categories with the most, for the currency of the first total. */
  categories: { category: string; amount: Money }[];
}

const matching = `
  FROM ledger_entries e JOIN accounts a ON a.id = e.account_id JOIN ledger_transactions t ON t.id = e.transaction_id
  WHERE a.customer_id = $1 AND ($2::text IS NULL OR a.id = $2) AND ($3::text IS NULL OR e.booked_at >= $3::timestamptz)
    AND ($4::text IS NULL OR e.booked_at < $4::timestamptz) AND ($5::text IS NULL OR t.category = $5)
    AND ($6::text IS NULL OR strpos(lower(t.description), lower($6)) > 0) AND ($7::bigint IS NULL OR abs(e.amount) = $7)
    AND (NOT $8::boolean OR t.kind = 'card')`;

const parameters = ({ customerId }: BankContext, filter: TransactionFilter): unknown[] => [
  customerId,
  filter.accountId ?? null,
  startOf(filter.from),
  startOf(filter.to),
  filter.category ?? null,
  filter.merchant ?? null,
  filter.minor ?? null,
  filter.payments ?? false,
];

const startOf = (day: string | undefined): string | null => (day === undefined ? null : `${day}T00:00:00Z`);

/** @param limit how many of the latest are listed */
export async function transactions(context: BankContext, input: { filter: TransactionFilter; limit: number }): Promise<FoundTransactions> {
  interface Row {
    id: string;
    booked_at: Date;
    description: string;
    category: string | null;
    amount: string;
    currency: Currency;
    count: number;
  }
  const rows = await context.manager.query<Row[]>(
    `SELECT t.id, e.booked_at, t.description, t.category, e.amount, e.currency, count(*) OVER ()::int AS count ${matching}
     ORDER BY e.booked_at DESC, t.id DESC, a.id LIMIT $9`,
    [...parameters(context, input.filter), input.limit],
  );
  return {
    items: rows.map(({ id, booked_at, description, category, amount, currency }) => ({
      id,
      on: booked_at.toISOString().slice(0, 10),
      description,
      category,
      amount: money(minorUnits(amount), currency),
    })),
    count: rows[0]?.count ?? 0,
  };
}

/** Card payments and fees; moving money between accounts is no spending. */
export async function spending(context: BankContext, input: { filter: TransactionFilter }): Promise<Spending> {
  interface Row {
    currency: Currency;
    category: string | null;
    minor: string;
    count: number;
  }
  const rows = await context.manager.query<Row[]>(
    `SELECT e.currency, t.category, -sum(e.amount) AS minor, count(*)::int AS count ${matching}
     AND e.amount < 0 AND t.kind IN ('card', 'fee') GROUP BY e.currency, t.category ORDER BY sum(e.amount), 2`,
    parameters(context, input.filter),
  );
  const totals = new Map<Currency, { minor: number; count: number }>();
  for (const { currency, minor, count } of rows) {
    const sum = totals.get(currency) ?? { minor: 0, count: 0 };
    totals.set(currency, { minor: sum.minor + minorUnits(minor), count: sum.count + count });
  }
  const sorted = [...totals].sort(([, a], [, b]) => b.minor - a.minor);
  return {
    totals: sorted.map(([currency, { minor, count }]) => ({ amount: money(minor, currency), count })),
    categories: rows
      .filter(({ currency }) => currency === sorted[0]?.[0])
      .map(({ category, minor, currency }) => ({ category: category ?? 'other', amount: money(minorUnits(minor), currency) })),
  };
}

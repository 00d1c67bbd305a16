/** The bank's own side of every movement. */
import type { EntityManager } from 'typeorm';
import { CURRENCIES, type Currency } from '../money.js';

/** To and from other banks, card payments, top-ups, currency exchange, fees and interest, salaries. */
export const INTERNAL = ['clearing', 'cards', 'funding', 'exchange', 'income', 'payroll'] as const;

export const internalAccount = (purpose: (typeof INTERNAL)[number], currency: Currency): string => `bank:${purpose}:${currency}`;

/** Opens what is not open yet. */
export async function openInternalAccounts(manager: EntityManager): Promise<void> {
  const accounts = INTERNAL.flatMap((purpose) =>
    CURRENCIES.map((currency) => ({ id: internalAccount(purpose, currency), purpose, currency })),
  );
  await manager.query(
    `INSERT INTO accounts (id, customer_id, kind, name, currency, opened_on)
     SELECT id, NULL, 'internal', name, currency, '2020-01-01' FROM unnest($1::text[], $2::text[], $3::text[]) AS t(id, name, currency)
     ON CONFLICT DO NOTHING`,
    [accounts.map(({ id }) => id), accounts.map(({ purpose }) => purpose), accounts.map(({ currency }) => currency)],
  );
}

/** What must be true of the ledger at any moment: run by tests, and by whoever operates the bank. */
import type { EntityManager } from 'typeorm';

/** Violations in words; empty where all is well. */
export async function auditLedger(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ violation: string }[]>(`
    SELECT format('transaction %s does not sum to zero in %s', transaction_id, currency) AS violation
    FROM ledger_entries GROUP BY transaction_id, currency HAVING sum(amount) <> 0
    UNION ALL
    SELECT format('transaction %s has no entries', id) FROM ledger_transactions t
    WHERE NOT EXISTS (SELECT FROM ledger_entries e WHERE e.transaction_id = t.id)
    UNION ALL
    SELECT format('account %s says %s, its entries %s', a.id, a.balance, coalesce(sum(e.amount), 0))
    FROM accounts a LEFT JOIN ledger_entries e ON e.account_id = a.id
    WHERE a.kind <> 'internal' GROUP BY a.id HAVING a.balance <> coalesce(sum(e.amount), 0)
    UNION ALL
    SELECT format('account %s is below its limit', id) FROM accounts WHERE kind <> 'internal' AND balance < minimum
    UNION ALL
    SELECT format('transfer %s has no transaction', id) FROM transfers f
    WHERE status = 'booked' AND NOT EXISTS (SELECT FROM ledger_transactions t WHERE t.id = f.id)`);
  return rows.map(({ violation }) => violation);
}

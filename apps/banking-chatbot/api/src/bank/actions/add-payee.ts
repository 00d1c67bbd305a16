/** Remembers whom a customer pays. */
import type { BankContext } from '../context.js';
import { isIban, normaliseIban } from '../iban.js';
import { once } from '../once.js';
import { BankRefusal } from '../refusal.js';

/** Letters of any script, and what names have between them: nothing that a page or a log could take for markup. */
const NAME = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N} .,'’&-]{0,68}[\p{L}\p{M}\p{N}.])$/u;

/** @throws {BankRefusal} `PAYEE_NAME_INVALID`, `IBAN_INVALID`, `PAYEE_EXISTS` */
export function addPayee(
  context: BankContext,
  input: { name: string; iban: string },
): Promise<{ payeeId: string; name: string; iban: string }> {
  return once(context, { ...input, action: 'addPayee' }, async ({ manager, customerId, key, now }) => {
    const [name, iban] = [input.name.trim(), normaliseIban(input.iban)];
    if (!NAME.test(name)) throw new BankRefusal('PAYEE_NAME_INVALID');
    if (!isIban(iban)) throw new BankRefusal('IBAN_INVALID');
    const added = await manager.query<unknown[]>(
      `INSERT INTO payees (id, customer_id, name, iban, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (customer_id, iban) DO NOTHING RETURNING id`,
      [key, customerId, name, iban, now],
    );
    if (added.length === 0) throw new BankRefusal('PAYEE_EXISTS');
    return { payeeId: key, name, iban };
  });
}

/** An order is carried out once, whatever is repeated, and answered the same each time. */
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import type { BankContext } from './context.js';
import { BankRefusal } from './refusal.js';

/**
 * Runs `work` unless the key was used: then its stored result is the answer. A concurrent order with the same key waits here for the first one.
 * A refusal leaves nothing behind, so the same key may be tried again.
 *
 * @param request what was ordered, plain JSON: the same key with another request is an error
 * @throws {BankRefusal} `KEY_REUSED`, and whatever `work` throws
 */
export function once<T>(context: BankContext, request: object, work: (context: BankContext) => Promise<T>): Promise<T> {
  return context.manager.transaction(async (manager) => {
    const { key, customerId, now } = context;
    const fresh = await manager.query<unknown[]>(
      'INSERT INTO orders (id, customer_id, request, ordered_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING id',
      [key, customerId, JSON.stringify(request), now],
    );
    if (fresh.length === 0) return stored<T>(manager, context, request);
    const result = await work({ ...context, manager });
    await manager.query('UPDATE orders SET result = $2 WHERE id = $1', [key, JSON.stringify(result)]);
    return result;
  });
}

async function stored<T>(manager: EntityManager, { key, customerId }: BankContext, request: object): Promise<T> {
  const [order] = await manager.query<{ customer_id: string; request: object; result: T }[]>(
    'SELECT customer_id, request, result FROM orders WHERE id = $1',
    [key],
  );
  const same = order?.customer_id === customerId && isDeepStrictEqual(order.request, JSON.parse(JSON.stringify(request)));
  if (!same) throw new BankRefusal('KEY_REUSED');
  return order.result;
}

/** Who a customer says they are, checked against the demo's PINs; after some wrong ones that customer has to wait. */
import { timingSafeEqual } from 'node:crypto';
import { LIMITS } from '@casebook/banking-chatbot-contract';
import { CasebookError, TooManyRequestsError } from '@casebook/core';
import type { DatabaseConnection } from '@casebook/persistence';

export interface DemoIdentity {
  id: string;
  name: string;
  pin: string;
}

const LOCKED_MS = 60_000;

export class SignIns {
  private readonly identities: ReadonlyMap<string, DemoIdentity>;

  constructor(
    private readonly database: DatabaseConnection,
    identities: readonly DemoIdentity[],
  ) {
    this.identities = new Map(identities.map((identity) => [identity.id, identity]));
  }

  nameOf(customerId: string): string {
    return this.identities.get(customerId)?.name ?? customerId;
  }

  /**
   * The same answer for a wrong PIN and for a customer there is none of: it tells nobody who has an account.
   *
   * @throws {CasebookError} 401 `SIGN_IN_REFUSED`; {TooManyRequestsError} `SIGN_IN_LOCKED`
   */
  async check(customerId: string, pin: string): Promise<void> {
    const [failed] = await this.database.query<{ failures: number; waited: number }>(
      'SELECT failures, extract(epoch FROM now() - last_at)::float8 * 1000 AS waited FROM sign_in_failures WHERE customer_id = $1',
      [customerId],
    );
    if (failed && failed.failures >= LIMITS.attempts && failed.waited < LOCKED_MS) {
      throw new TooManyRequestsError('SIGN_IN_LOCKED', 'Too many wrong PINs. Wait a minute, then try again.', {
        retryAfterMs: Math.ceil(LOCKED_MS - failed.waited),
      });
    }
    if (same(pin, this.identities.get(customerId)?.pin)) {
      if (failed) await this.database.query('DELETE FROM sign_in_failures WHERE customer_id = $1', [customerId]);
      return;
    }
    await this.database.query(
      `INSERT INTO sign_in_failures AS known (customer_id, failures, last_at) VALUES ($1, 1, now())
       ON CONFLICT (customer_id) DO UPDATE SET last_at = now(),
         failures = CASE WHEN known.last_at < now() - make_interval(secs => $2) THEN 1 ELSE known.failures + 1 END`,
      [customerId, LOCKED_MS / 1000],
    );
    throw new CasebookError('SIGN_IN_REFUSED', 'Customer and PIN do not fit. The demo shows them at GET /v1/customers.', { status: 401 });
  }
}

function same(given: string, wanted = ''): boolean {
  const [a, b] = [Buffer.alloc(16), Buffer.alloc(16)];
  a.write(given);
  b.write(wanted);
  return timingSafeEqual(a, b) && wanted !== '';
}

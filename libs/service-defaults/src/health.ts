/** Whether a service lives, and whether it is ready: one list of checks, each with its reason. */
import type { FastifyInstance } from 'fastify';

/** `degraded`: the service still answers, less well than it should. `down`: it cannot do its work. */
export type HealthStatus = 'up' | 'degraded' | 'down';

export interface HealthResult {
  status: HealthStatus;
  /** Why it is not `up`, and what follows from it. */
  reason?: string;
  [detail: string]: unknown;
}

export type HealthCheck = () => HealthResult | Promise<HealthResult>;

export interface Readiness {
  status: HealthStatus;
  checks: Record<string, HealthResult>;
}

const worst: HealthStatus[] = ['up', 'degraded', 'down'];

export class Health {
  private readonly checks = new Map<string, HealthCheck>();
  private stopping = false;

  /** @param timeoutMs a check that takes longer counts as `down` */
  constructor(private readonly timeoutMs = 2000) {}

  register(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  /** From now on not ready: no new requests, those in flight are finished. */
  stop(): void {
    this.stopping = true;
  }

  /** Runs every check; the worst result is that of the service. */
  async readiness(): Promise<Readiness> {
    const results = await Promise.all([...this.checks].map(async ([name, check]) => [name, await this.run(check)] as const));
    if (this.stopping) results.push(['shutdown', { status: 'down', reason: 'The service is shutting down.' }]);
    const status = results.reduce<HealthStatus>(
      (found, [, result]) => worst[Math.max(worst.indexOf(found), worst.indexOf(result.status))]!,
      'up',
    );
    return { status, checks: Object.fromEntries(results) };
  }

  private async run(check: HealthCheck): Promise<HealthResult> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<HealthResult>((resolve) => {
      timer = setTimeout(() => resolve({ status: 'down', reason: `The check took longer than ${this.timeoutMs} ms.` }), this.timeoutMs);
    });
    try {
      return await Promise.race([Promise.resolve(check()), late]);
    } catch (error) {
      return { status: 'down', reason: error instanceof Error ? error.message : String(error) };
    } finally {
      clearTimeout(timer);
    }
  }
}

/** `/health/live` answers while the event loop turns; `/health/ready` is 503 where a check is `down`. */
export function serveHealth(fastify: FastifyInstance, health: Health): void {
  const config = { rateLimit: false as const };
  fastify.get('/health/live', { config }, () => ({ status: 'up' }));
  fastify.get('/health/ready', { config }, async (_, reply) => {
    const readiness = await health.readiness();
    return reply
      .code(readiness.status === 'down' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send(readiness);
  });
}

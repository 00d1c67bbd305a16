/** What makes the service ready: without PostgreSQL nothing can be answered; without Kafka everything but other channels goes on. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CasebookError } from '@casebook/core';
import type { Health, HealthResult, HealthStatus } from '@casebook/service-defaults';
import type { Topology } from './topology.js';

/** A part that has not answered by then is away; shorter than a check may take. */
const PATIENCE_MS = 1000;

export function registerChecks(health: Health, { bus, database, runtime, understanding }: Topology): void {
  health.register('model', () =>
    understanding.models.ready()
      ? { status: 'up', version: understanding.info.version, provider: understanding.info.provider }
      : { status: 'down', reason: 'No thread that reads messages is running.' },
  );
  health.register('database', () => answers(() => database.ready(), 'down', 'No message can be answered until PostgreSQL is back.'));
  health.register('bank', () =>
    runtime.open
      ? { status: 'up' }
      : { status: 'down', reason: 'The bank has not been opened yet: its tables and customers are being made.' },
  );
  health.register('bus', () =>
    answers(() => bus.ready(), 'degraded', 'Replies to other channels wait in the outbox until the bus is back; the chat itself goes on.'),
  );
  health.register('runtime', () =>
    runtime.failure === undefined
      ? { status: 'up' }
      : { status: 'down', reason: 'The service cannot go on and has to be started again; the log says why.' },
  );
}

async function answers(ready: () => Promise<void>, otherwise: HealthStatus, reason: string): Promise<HealthResult> {
  const late = new AbortController();
  const answered = ready();
  try {
    const given = sleep(PATIENCE_MS, undefined, { signal: late.signal }).then(() => Promise.reject(new Error('no answer in time')));
    await Promise.race([answered, given]);
    return { status: 'up' };
  } catch (error) {
    answered.catch(() => undefined); // it may still fail after we have given up waiting
    return { status: otherwise, code: error instanceof CasebookError ? error.code : 'NO_ANSWER', reason };
  } finally {
    late.abort();
  }
}

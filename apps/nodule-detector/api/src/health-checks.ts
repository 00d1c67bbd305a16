/** What makes the service ready: with PostgreSQL and the store it takes studies; without a model they wait. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CasebookError } from '@casebook/core';
import type { Health, HealthResult } from '@casebook/service-defaults';
import type { Topology } from './topology.js';

/** A part that has not answered by then is away; shorter than a check may take. */
const PATIENCE_MS = 1000;

export function registerChecks(health: Health, { bus, database, detector, runtime, store }: Topology): void {
  health.register('model', () => {
    const { missing } = detector;
    return missing
      ? { status: 'degraded', code: missing.code, reason: missing.detail }
      : { status: 'up', version: detector.current.version, provider: detector.provider };
  });
  health.register('database', () => answers(() => database.ready(), 'down', 'No study is taken or searched until PostgreSQL is back.'));
  health.register('store', () =>
    answers(() => store.has('0'.repeat(64)), 'down', 'No study is taken or searched until the store is back.'),
  );
  health.register('bus', () =>
    answers(() => bus.ready(), 'degraded', 'Findings wait in the outbox, and announcements on the bus, until it is back.'),
  );
  health.register('runtime', () =>
    runtime.failure === undefined
      ? { status: 'up' }
      : { status: 'down', reason: 'The service cannot go on and has to be started again; the log says why.' },
  );
}

async function answers(ready: () => Promise<unknown>, otherwise: 'down' | 'degraded', reason: string): Promise<HealthResult> {
  const late = new AbortController();
  const answered = ready();
  try {
    await Promise.race([
      answered,
      sleep(PATIENCE_MS, undefined, { signal: late.signal }).then(() => Promise.reject(new Error('no answer in time'))),
    ]);
    return { status: 'up' };
  } catch (error) {
    answered.catch(() => undefined); // it may still fail after we have given up waiting
    return { status: otherwise, code: error instanceof CasebookError ? error.code : 'NO_ANSWER', reason };
  } finally {
    late.abort();
  }
}

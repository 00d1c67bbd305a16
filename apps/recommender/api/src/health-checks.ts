/** What makes the service ready: with a catalogue in memory it answers, better or worse; before, it cannot. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CasebookError } from '@casebook/core';
import type { Health, HealthResult } from '@casebook/service-defaults';
import type { Topology } from './topology.js';

/** A part that has not answered by then is away; shorter than a check may take. */
const PATIENCE_MS = 1000;

export function registerChecks(health: Health, { bus, database, engine, runtime, view }: Topology): void {
  health.register('model', () => ({ status: 'up', version: engine.info.modelVersion, provider: engine.info.provider }));
  health.register('catalogue', () =>
    view.loaded
      ? { status: 'up', items: view.size }
      : { status: 'down', reason: 'The catalogue has not been read yet, because PostgreSQL is away.' },
  );
  health.register('database', () =>
    answers(() => database.ready(), 'Nothing can be written, and recommendations are popular items, until PostgreSQL is back.'),
  );
  health.register('bus', () => answers(() => bus.ready(), 'Events are accepted and wait in the outbox until the bus is back.'));
  health.register('runtime', () =>
    runtime.failure === undefined
      ? { status: 'up' }
      : { status: 'down', reason: 'The service cannot go on and has to be started again; the log says why.' },
  );
}

async function answers(ready: () => Promise<void>, otherwise: string): Promise<HealthResult> {
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
    return { status: 'degraded', code: error instanceof CasebookError ? error.code : 'NO_ANSWER', reason: otherwise };
  } finally {
    late.abort();
  }
}

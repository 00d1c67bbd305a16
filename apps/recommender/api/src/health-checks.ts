/** What makes the service ready: with a catalogue in memory it answers, better or worse; before, it cannot. */
import { CasebookError } from '@casebook/core';
import type { Health, HealthResult } from '@casebook/service-defaults';
import type { Topology } from './topology.js';

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
  try {
    await ready();
    return { status: 'up' };
  } catch (error) {
    return { status: 'degraded', code: error instanceof CasebookError ? error.code : 'UNKNOWN', reason: otherwise };
  }
}

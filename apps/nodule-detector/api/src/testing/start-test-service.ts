/** The whole service on a database and a store of its own, for specs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '@casebook/core/logging';
import type { EventBus } from '@casebook/events';
import type { JobSummary } from '@casebook/nodule-detector-contract';
import { testDatabase } from '@casebook/persistence/testing';
import { startNoduleDetector, type NoduleDetector } from '../nodule-detector.js';
import { requester, type Request } from './requester.js';
import { storeFiles, type StoredSeries } from './store-files.js';
import { tinyRegistry } from './tiny-detector.js';

export interface TestService extends NoduleDetector {
  /** What the service logged. */
  logs: string[];
  request: Request;
  /** Puts the files of a series into store and database, and a search into the queue. */
  store(files: readonly Uint8Array[]): Promise<StoredSeries>;
  /** The job, once it has ended. */
  ended(jobId: string): Promise<JobSummary>;
}

export interface TestServiceOptions {
  env?: Record<string, string>;
  bus?: EventBus;
  /** Whether the service is given without its database. */
  mayBeAway?: boolean;
}

/** Starts it; `close()` drops the database, too. */
export async function startTestService({ env, bus, mayBeAway = false }: TestServiceOptions = {}): Promise<TestService> {
  const database = await testDatabase({ entities: [], migrations: [] });
  const folder = mkdtempSync(join(tmpdir(), 'casebook-nodule-service-'));
  const registry = env?.['MODEL_REGISTRY'] ?? (await tinyRegistry());
  const logs: string[] = [];
  const detector = await startNoduleDetector({
    env: {
      ...process.env,
      PORT: '0',
      RATE_LIMIT: '0',
      PAGE_DIR: '/nowhere',
      DATABASE_URL: database.url,
      KAFKA_BROKERS: '',
      STORE_DIR: join(folder, 'studies'),
      VOLUME_CACHE_DIR: join(folder, 'volumes'),
      DIMSE_PORT: 'off',
      MODEL_REGISTRY: registry,
      INFERENCE_THREADS: '1',
      ...env,
    },
    ...(bus ? { bus } : {}),
    logger: createLogger('nodule-detector', { write: (line) => void logs.push(line) }),
  });
  if (!mayBeAway) await untilConnected(detector); // on a busy machine it answers before
  return {
    ...detector,
    logs,
    request: requester(detector.url),
    store: (files) => storeFiles(detector.topology, files),
    ended: (jobId) => untilEnded(() => detector.topology.jobs.get(jobId)),
    close: async () => {
      await detector.close();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
      if (!env?.['MODEL_REGISTRY']) rmSync(registry, { recursive: true, force: true });
    },
  };
}

async function untilConnected({ topology }: NoduleDetector): Promise<void> {
  const connected = () => topology.database.ready().then(() => topology.runtime.relay !== undefined);
  for (const end = Date.now() + 60_000; Date.now() < end && !(await connected().catch(() => false));) await sleep(50);
}

/** Looks until a job has ended. */
export async function untilEnded(get: () => Promise<JobSummary>): Promise<JobSummary> {
  for (const end = Date.now() + 110_000; Date.now() < end; await sleep(100)) {
    const job = await get();
    if (job.status !== 'queued' && job.status !== 'running') return job;
  }
  throw new Error('The search did not end within 110 s.');
}

/** Two instances on one database and one store: one answers, the other searches. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobSummary } from '@casebook/nodule-detector-contract';
import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chestFiles } from './testing/ball-in-lungs.js';
import { listenLive } from './testing/listen-live.js';
import { startTestService, type TestService } from './testing/start-test-service.js';

const folder = mkdtempSync(join(tmpdir(), 'casebook-instances-'));
let database: Database;
let front: TestService;
let searcher: TestService;
beforeAll(async () => {
  database = await testDatabase({ entities: [], migrations: [] });
  const env = { DATABASE_URL: database.url, STORE_DIR: folder };
  [front, searcher] = await Promise.all([startTestService({ env: { ...env, SEARCH_WORKERS: '0' } }), startTestService({ env })]);
});
afterAll(async () => {
  await front?.close();
  await searcher?.close();
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a study sent to an instance that does not search', () => {
  it('is searched by the other, and the pages of the first see it', async () => {
    const live = await listenLive(front.url);
    const { jobId, studyUid } = await front.store(chestFiles('two instances'));
    expect((await front.ended(jobId)).status).toBe('done');
    const ends = () => live.messages().filter(({ event, data }) => event === 'findings' && data['final'] && data['studyUid'] === studyUid);
    await expect.poll(() => ends().length, { timeout: 60_000 }).toBe(1);
    const states = live.messages().flatMap(({ event, data }) => (event === 'job' ? [(data as unknown as JobSummary).status] : []));
    expect(states.at(-1)).toBe('done');
    await live.leave();
  });
});

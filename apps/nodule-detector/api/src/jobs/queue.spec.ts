/** The queue in PostgreSQL: what is asked for, who takes it, who may write. */
import { createLogger } from '@casebook/core/logging';
import { Outbox } from '@casebook/events';
import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseService } from '../database/database.service.js';
import { registry } from '../nodule.events.js';
import { lockStudy } from '../studies/store-file.js';
import { claimJob, type ClaimOptions } from './claim-job.js';
import { enqueueJob } from './enqueue-job.js';
import { JobReports, type JobResult } from './job-reports.js';
import { JobsService } from './jobs.service.js';

let database: Database;
let jobs: JobsService;
let reports: JobReports;
let connection: DatabaseService;
beforeAll(async () => {
  database = await testDatabase({ entities: [], migrations: [] });
  connection = new DatabaseService({
    url: database.url,
    dataDir: '',
    poolSize: 10,
    logger: createLogger('spec', { write: () => undefined }),
  });
  await connection.connect();
  jobs = new JobsService(connection, () => undefined);
  reports = new JobReports(connection, new Outbox(registry));
});
afterAll(async () => {
  await connection?.close();
  await database?.close();
});

const sql = <Row>(text: string, values: unknown[] = []) => database.dataSource.query<Row[]>(text, values);
const lease: ClaimOptions = { leaseMs: 60_000, attempts: 3 };
const expired: ClaimOptions = { leaseMs: -1000, attempts: 3 };
const enqueue = (series: string, again = false) =>
  database.dataSource.transaction((manager) => enqueueJob(manager, '1.1', series, { again }));
const statusOf = async (id: string) => (await jobs.get(id)).status;

async function addInstance(series: string, number: number): Promise<void> {
  await sql(
    `INSERT INTO instances (sop_uid, series_uid, study_uid, sop_class_uid, transfer_syntax_uid, number, sha256, bytes) VALUES ($1, $2, '1.1', 'ct', 'raw', $3, $1, 1)`,
    [`${series}.${number}`, series, number],
  );
}

beforeEach(async () => {
  await sql('DELETE FROM studies');
  await sql('DELETE FROM outbox');
  await sql(`INSERT INTO studies (study_uid, source) VALUES ('1.1', 'upload')`);
  for (const series of ['1.2', '1.3']) {
    await sql(`INSERT INTO series (series_uid, study_uid, modality) VALUES ($1, '1.1', 'CT')`, [series]);
    await addInstance(series, 1);
  }
});

const result: JobResult = {
  volume: { shape: [1, 1, 1], spacing: [1, 1, 1], origin: [0, 0, 0], direction: [1, 0, 0, 0, 1, 0, 0, 0, 1] },
  notes: ['One slice was sent twice.'],
  findings: [],
  modelVersion: '1.0.0',
  threshold: 0.5,
  stagesMs: { read: 12 },
};

describe('asking for a search', () => {
  it('twice of the same instances is one search, also once it is done', async () => {
    const id = await enqueue('1.2');
    expect(await enqueue('1.2')).toBe(id);
    await reports.done((await claimJob(connection, lease))!, result);
    expect(await enqueue('1.2')).toBe(id);
    expect(await statusOf(id)).toBe('done');
  });

  it('again is another search, of one that has ended', async () => {
    const id = await enqueue('1.2');
    expect(await enqueue('1.2', true)).toBe(id); // it waits
    await reports.done((await claimJob(connection, lease))!, result);
    expect(await enqueue('1.2', true)).not.toBe(id);
  });

  it('with more instances takes them into the one that waits', async () => {
    const id = await enqueue('1.2');
    await addInstance('1.2', 2);
    expect(await enqueue('1.2')).toBe(id);
    await reports.done((await claimJob(connection, lease))!, result);
    expect(await enqueue('1.2')).toBe(id);
  });

  it('with more instances ends the one that runs, and a new one takes them all', async () => {
    const id = await enqueue('1.2');
    const held = (await claimJob(connection, lease))!;
    await addInstance('1.2', 2);
    const next = await enqueue('1.2');
    expect(next).not.toBe(id);
    expect(await statusOf(id)).toBe('cancelled');
    await expect(reports.done(held, result)).rejects.toMatchObject({ code: 'JOB_LOST' });
    expect((await claimJob(connection, lease))!.id).toBe(next);
  });

  it('by many at once is one search', async () => {
    expect(new Set(await Promise.all(Array.from({ length: 8 }, () => enqueue('1.2')))).size).toBe(1);
  });

  it('of what is not stored is refused', () => expect(enqueue('9.9')).rejects.toMatchObject({ code: 'SERIES_UNKNOWN', status: 404 }));
});

describe('taking a job', () => {
  it('is first come, first served, and each is taken once', async () => {
    const ids = [await enqueue('1.2'), await enqueue('1.3')];
    expect((await jobs.get(ids[1]!)).ahead).toBe(1);
    const taken = await Promise.all(Array.from({ length: 6 }, () => claimJob(connection, lease)));
    expect(taken.flatMap((job) => job?.id ?? []).sort()).toEqual([...ids].sort());
    expect(await claimJob(connection, lease)).toBeUndefined();
  });

  it('from a worker that is silent is another attempt, and the silent one may not write any more', async () => {
    const id = await enqueue('1.2');
    const silent = (await claimJob(connection, lease))!;
    const next = (await claimJob(connection, expired))!;
    expect(next).toMatchObject({ id, attempts: 2 });
    const progress = { stage: 'detect', progress: 0.5, secondsLeft: 3, stagesMs: {} } as const;
    await expect(reports.progress(silent, progress)).rejects.toMatchObject({ code: 'JOB_LOST' });
    await expect(reports.failed(silent, { code: 'X', detail: 'x' }, true)).rejects.toMatchObject({ code: 'JOB_LOST' });
    await reports.progress(next, progress);
    expect(await jobs.get(id)).toMatchObject({ status: 'running', stage: 'detect', progress: 0.5, secondsLeft: 3 });
  });

  it('ends after as many attempts as are allowed', async () => {
    const id = await enqueue('1.2');
    for (let attempt = 1; attempt <= 3; attempt++) expect((await claimJob(connection, expired))!.attempts).toBe(attempt);
    expect(await claimJob(connection, expired)).toBeUndefined();
    expect(await jobs.get(id)).toMatchObject({ status: 'failed', error: { code: 'JOB_CRASHED' } });
  });

  it('that failed for the moment waits a while', async () => {
    const id = await enqueue('1.2');
    await reports.again((await claimJob(connection, lease))!, { afterMs: 60_000, counts: true });
    expect(await statusOf(id)).toBe('queued');
    expect(await claimJob(connection, lease)).toBeUndefined();
  });
});

describe('a job that ends', () => {
  it('leaves findings, geometry and one event', async () => {
    const id = await enqueue('1.2');
    await reports.done((await claimJob(connection, lease))!, result);
    expect(await jobs.get(id)).toMatchObject({ status: 'done', modelVersion: '1.0.0', threshold: 0.5, stagesMs: { read: 12 } });
    const [series] = await sql<{ volume: unknown; notes: unknown }>(`SELECT volume, notes FROM series WHERE series_uid = '1.2'`);
    expect(series).toEqual({ volume: result.volume, notes: result.notes });
    const events = await sql<{ topic: string; value: string }>('SELECT topic, value FROM outbox');
    expect(events.map(({ topic, value }) => [topic, JSON.parse(value).jobId])).toEqual([['imaging.findings.v1', id]]);
  });

  it('because of its series says so on the series, and in an event', async () => {
    const id = await enqueue('1.2');
    const error = { code: 'NO_LUNGS', detail: 'There are no lungs in it.' };
    await reports.failed((await claimJob(connection, lease))!, error, true);
    expect(await jobs.get(id)).toMatchObject({ status: 'failed', error });
    expect(await sql(`SELECT refused FROM series WHERE series_uid = '1.2'`)).toEqual([{ refused: error }]);
    expect(await sql('SELECT count(*)::int AS n FROM outbox')).toEqual([{ n: 1 }]);
  });

  it('is not cancelled, one that waits or runs is, and twice is once', async () => {
    const [first, second] = [await enqueue('1.2'), await enqueue('1.3')];
    const held = (await claimJob(connection, lease))!;
    for (const id of [first, second, second]) expect((await jobs.cancel(id)).status).toBe('cancelled');
    await expect(reports.done(held, result)).rejects.toMatchObject({ code: 'JOB_LOST' });
    const third = await enqueue('1.2', true);
    await reports.done((await claimJob(connection, lease))!, result);
    await expect(jobs.cancel(third)).rejects.toMatchObject({ code: 'JOB_ENDED', status: 409 });
    await expect(jobs.cancel('7f7ac9e2-7c50-4f0c-9f2b-3f6e3f0d7a10')).rejects.toMatchObject({ code: 'JOB_UNKNOWN', status: 404 });
  });

  it('goes with its study', async () => {
    const id = await enqueue('1.2');
    const held = (await claimJob(connection, lease))!;
    await sql('DELETE FROM studies');
    await expect(reports.done(held, result)).rejects.toMatchObject({ code: 'JOB_LOST' });
    await expect(jobs.get(id)).rejects.toMatchObject({ code: 'JOB_UNKNOWN' });
  });
});

describe('searches, senders and removals at once', () => {
  it('never wait for each other crosswise', async () => {
    for (let round = 0; round < 10; round++) {
      await sql(`INSERT INTO studies (study_uid, source) VALUES ('1.1', 'upload') ON CONFLICT DO NOTHING`);
      await sql(`INSERT INTO series (series_uid, study_uid, modality) VALUES ('1.2', '1.1', 'CT') ON CONFLICT DO NOTHING`);
      await addInstance('1.2', 100 + round);
      await enqueue('1.2', true);
      const held = await claimJob(connection, lease);
      const remove = () =>
        database.dataSource.transaction(async (manager) => {
          await lockStudy(manager, '1.1');
          if (round % 3 === 0) await manager.query(`DELETE FROM studies WHERE study_uid = '1.1'`);
        });
      await addInstance('1.2', 200 + round);
      const outcomes = await Promise.allSettled([reports.done(held!, result), enqueue('1.2'), remove(), enqueue('1.2', true)]);
      const unexpected = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [String((outcome.reason as { code?: string }).code)] : [],
      );
      expect(unexpected.filter((code) => code !== 'JOB_LOST' && code !== 'SERIES_UNKNOWN')).toEqual([]);
      await sql(`UPDATE jobs SET status = 'cancelled' WHERE status IN ('queued', 'running')`);
    }
  });
});

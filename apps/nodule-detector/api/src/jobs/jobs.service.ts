/** Searches as others see them: asked for, looked at, cancelled. */
import { ConflictError, NotFoundError } from '@casebook/core';
import type { Finding, JobSummary } from '@casebook/nodule-detector-contract';
import type { EntityManager } from 'typeorm';
import type { DatabaseService } from '../database/database.service.js';
import { tellChange } from '../live/changes.js';
import { enqueueJob } from './enqueue-job.js';
import type { JobQueue } from './job-queue.js';
import { JOB_COLUMNS, toJobSummary, type JobRow } from './job-row.js';

const jobUnknown = () => new NotFoundError('JOB_UNKNOWN', 'There is no search of this id. A study lists its latest one.');
const studyUnknown = () =>
  new NotFoundError('STUDY_UNKNOWN', 'There is no study of this identifier. GET /v1/studies lists those there are.');

export class JobsService implements JobQueue {
  /** @param wake tells this process's workers that there is something to do */
  constructor(
    private readonly database: DatabaseService,
    readonly wake: () => void,
  ) {}

  async enqueue(studyUid: string, seriesUid: string, manager: EntityManager): Promise<{ jobId: string }> {
    return { jobId: await enqueueJob(manager, studyUid, seriesUid) };
  }

  /**
   * Searches a stored series again, e.g. with another model.
   *
   * @param seriesUid the series with most instances where absent
   * @throws {NotFoundError} `STUDY_UNKNOWN`, `SERIES_UNKNOWN`
   */
  async again(studyUid: string, seriesUid?: string): Promise<JobSummary> {
    const id = await this.database.transaction(async (manager) => {
      const series = seriesUid ?? (await largestSeries(manager, studyUid));
      return enqueueJob(manager, studyUid, series, { again: true });
    });
    this.wake();
    return this.get(id);
  }

  /** @throws {NotFoundError} `JOB_UNKNOWN` */
  async get(id: string): Promise<JobSummary> {
    const [row] = await this.database.query<JobRow>(`SELECT ${JOB_COLUMNS} FROM jobs WHERE id = $1`, [id]);
    if (!row) throw jobUnknown();
    return toJobSummary(row);
  }

  /** A search that waits or runs is ended; the worker hears of it and stops. @throws {NotFoundError} `JOB_UNKNOWN`; {ConflictError} `JOB_ENDED` */
  async cancel(id: string): Promise<JobSummary> {
    const [, count] = await this.database.query<unknown>(
      `UPDATE jobs SET status = 'cancelled', finished_at = now(), worker = NULL, so_far = NULL WHERE id = $1 AND status IN ('queued', 'running')`,
      [id],
    );
    if (count === 1) await tellChange(this.database, { kind: 'job', jobId: id, now: 'cancelled' });
    const job = await this.get(id);
    if (job.status !== 'cancelled')
      throw new ConflictError('JOB_ENDED', `This search has ended (${job.status}): there is nothing to cancel.`);
    return job;
  }

  /** The latest search of each study. */
  async latestOf(studyUids: readonly string[]): Promise<Map<string, JobSummary>> {
    const rows = await this.database.query<JobRow>(
      `SELECT DISTINCT ON (study_uid) ${JOB_COLUMNS} FROM jobs WHERE study_uid = ANY($1::text[]) ORDER BY study_uid, position DESC`,
      [studyUids],
    );
    return new Map(rows.map((row) => [row.study_uid, toJobSummary(row)]));
  }

  /** What a running search has found up to now; null where it found nothing yet or has ended. */
  async soFar(id: string): Promise<Finding[] | null> {
    const [row] = await this.database.query<{ so_far: Finding[] | null }>('SELECT so_far FROM jobs WHERE id = $1', [id]);
    return row?.so_far ?? null;
  }

  /** Searches that wait or run, the next one first. */
  async active(): Promise<JobSummary[]> {
    const rows = await this.database.query<JobRow>(
      `SELECT ${JOB_COLUMNS} FROM jobs WHERE status IN ('queued', 'running') ORDER BY position LIMIT 200`,
    );
    return rows.map(toJobSummary);
  }
}

async function largestSeries(manager: EntityManager, studyUid: string): Promise<string> {
  const [found] = await manager.query<{ series_uid: string }[]>(
    `SELECT series_uid FROM series WHERE study_uid = $1
     ORDER BY modality = 'CT' DESC, (SELECT count(*) FROM instances WHERE instances.series_uid = series.series_uid) DESC, series_uid LIMIT 1`,
    [studyUid],
  );
  if (!found) throw studyUnknown();
  return found.series_uid;
}

/** Which job a worker takes next. */
import { randomUUID } from 'node:crypto';
import type { DatabaseService } from '../database/database.service.js';
import { tellChange } from '../live/changes.js';
import { JOB_COLUMNS, type JobRow } from './job-row.js';

export interface ClaimOptions {
  /** A running job whose worker was silent for so long is taken over, ms. */
  leaseMs: number;
  /** How often a job is begun at most. */
  attempts: number;
}

/** A job that this process runs: `worker` is the name under which it may write to it. */
export type ClaimedJob = JobRow & { worker: string };

const gaveUp = {
  code: 'JOB_CRASHED',
  detail:
    'Each attempt to search this series ended with its process. Give the service more memory, or look into its log, then search again.',
};

/**
 * The oldest job that waits, or whose worker is gone. Instances ask beside each other: a row that another one looks at is passed over.
 *
 * @returns undefined where there is nothing to do
 */
export async function claimJob(database: DatabaseService, { leaseMs, attempts }: ClaimOptions): Promise<ClaimedJob | undefined> {
  await giveUpCrashed(database, { leaseMs, attempts });
  return database.transaction(async (manager) => {
    const worker = randomUUID();
    const [[job]] = await manager.query<[ClaimedJob[], number]>(
      `UPDATE jobs SET status = 'running', worker = $1, heartbeat_at = now(), started_at = now(), attempts = attempts + 1,
         stage = 'read', progress = 0, seconds_left = NULL, so_far = NULL, stages_ms = '{}', error = NULL,
         content = (SELECT coalesce(md5(string_agg(sop_uid || ':' || sha256, ',' ORDER BY sop_uid)), '') FROM instances WHERE instances.series_uid = jobs.series_uid)
       WHERE id = (
         SELECT id FROM jobs
         WHERE (status = 'queued' AND not_before <= now()) OR (status = 'running' AND heartbeat_at < now() - make_interval(secs => $2))
         ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${JOB_COLUMNS}`,
      [worker, leaseMs / 1000],
    );
    if (job) await tellChange(manager, { kind: 'job', jobId: job.id });
    return job;
  });
}

/** A job that takes its process with it, each time, is not begun for ever. */
async function giveUpCrashed(database: DatabaseService, { leaseMs, attempts }: ClaimOptions): Promise<void> {
  const [ended] = await database.query<{ id: string }[]>(
    `UPDATE jobs SET status = 'failed', error = $1, finished_at = now(), worker = NULL
     WHERE status = 'running' AND heartbeat_at < now() - make_interval(secs => $2) AND attempts >= $3 RETURNING id`,
    [gaveUp, leaseMs / 1000, attempts],
  );
  for (const { id } of ended ?? []) await tellChange(database, { kind: 'job', jobId: id });
}

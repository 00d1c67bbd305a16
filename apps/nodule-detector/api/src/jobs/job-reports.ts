/** What a running job writes: that it lives, how far it is, how it ended. Only the claim that holds the job may write. */
import { CasebookError } from '@casebook/core';
import { createEvent, type Outbox } from '@casebook/events';
import type { Failure, Finding, JobStage, VolumeGeometry } from '@casebook/nodule-detector-contract';
import type { EntityManager } from 'typeorm';
import type { DatabaseService } from '../database/database.service.js';
import { replaceFindings } from '../findings/replace-findings.js';
import { tellChange } from '../live/changes.js';
import { EVENT_SOURCE, studyRefused, studySearched } from '../nodule.events.js';
import { lockStudy } from '../studies/store-file.js';
import type { ClaimedJob } from './claim-job.js';

/** How far a search is. */
export interface JobProgress {
  stage: JobStage;
  progress: number;
  secondsLeft: number | null;
  stagesMs: Partial<Record<JobStage, number>>;
}

/** What a search ends with. */
export interface JobResult {
  volume: VolumeGeometry;
  notes: string[];
  findings: Finding[];
  modelVersion: string;
  threshold: number;
  stagesMs: Partial<Record<JobStage, number>>;
}

/** The job was cancelled, its study removed, or another worker took it over: whoever ran it stops and writes nothing. */
export class JobLostError extends CasebookError {
  constructor() {
    super('JOB_LOST', 'The search was cancelled, or another worker has taken it over.', { status: 409 });
  }
}

const HELD = `id = $1 AND worker = $2 AND status = 'running'`;

export class JobReports {
  constructor(
    private readonly database: DatabaseService,
    private readonly outbox: Outbox,
  ) {}

  /** @throws {JobLostError} */
  async progress({ id, worker }: ClaimedJob, { stage, progress, secondsLeft, stagesMs }: JobProgress): Promise<void> {
    const [, held] = await this.database.query<unknown>(
      `UPDATE jobs SET heartbeat_at = now(), stage = $3, progress = $4, seconds_left = $5, stages_ms = $6 WHERE ${HELD}`,
      [id, worker, stage, progress, secondsLeft, stagesMs],
    );
    if (held === 0) throw new JobLostError();
    await tellChange(this.database, { kind: 'job', jobId: id });
  }

  /** What has been found up to now, for pages that watch. */
  async found({ id, worker }: ClaimedJob, findings: readonly Finding[]): Promise<void> {
    await this.database.query(`UPDATE jobs SET so_far = $3 WHERE ${HELD}`, [id, worker, JSON.stringify(findings)]);
    await tellChange(this.database, { kind: 'found', jobId: id });
  }

  /** Findings, the series' geometry and the event, or nothing of it. @throws {JobLostError} */
  done(job: ClaimedJob, { volume, notes, findings, modelVersion, threshold, stagesMs }: JobResult): Promise<void> {
    return this.database.transaction(async (manager) => {
      await lockStudy(manager, job.study_uid);
      await this.end(manager, job, `status = 'done', progress = 1, model_version = $3, threshold = $4, stages_ms = $5`, [
        modelVersion,
        threshold,
        stagesMs,
      ]);
      await replaceFindings(manager, job, findings);
      await manager.query('UPDATE series SET volume = $2, notes = $3, refused = NULL WHERE series_uid = $1', [
        job.series_uid,
        volume,
        JSON.stringify(notes),
      ]);
      const shown = findings.filter(({ probability }) => probability >= threshold);
      const event = createEvent(
        studySearched,
        { jobId: job.id, studyUid: job.study_uid, seriesUid: job.series_uid, modelVersion, findings: shown },
        { source: EVENT_SOURCE, id: job.id, subject: job.study_uid },
      );
      await this.outbox.add(manager, [event]);
      await tellChange(manager, { kind: 'job', jobId: job.id }, { kind: 'findings', studyUid: job.study_uid, jobId: job.id });
    });
  }

  /** @param final whether the series itself is at fault: it is marked as refused. @throws {JobLostError} */
  failed(job: ClaimedJob, error: Failure, final: boolean): Promise<void> {
    return this.database.transaction(async (manager) => {
      await lockStudy(manager, job.study_uid);
      await this.end(manager, job, `status = 'failed', error = $3`, [error]);
      if (final) await manager.query('UPDATE series SET refused = $2 WHERE series_uid = $1', [job.series_uid, error]);
      const event = createEvent(
        studyRefused,
        { jobId: job.id, studyUid: job.study_uid, seriesUid: job.series_uid, error },
        { source: EVENT_SOURCE, id: job.id, subject: job.study_uid },
      );
      await this.outbox.add(manager, [event]);
      await tellChange(manager, { kind: 'job', jobId: job.id });
    });
  }

  /**
   * Back into the queue, for another attempt; where a newer search of the series waits already, that one will do.
   *
   * @param counts whether this attempt is one of those allowed
   */
  async again({ id, worker }: ClaimedJob, { afterMs, counts }: { afterMs: number; counts: boolean }): Promise<void> {
    await this.database.query(
      `UPDATE jobs SET worker = NULL, heartbeat_at = NULL, stage = NULL, progress = 0, seconds_left = NULL, so_far = NULL,
         not_before = now() + make_interval(secs => $3), attempts = attempts - $4,
         status = CASE WHEN EXISTS (SELECT 1 FROM jobs AS other WHERE other.series_uid = jobs.series_uid AND other.status = 'queued') THEN 'cancelled' ELSE 'queued' END
       WHERE ${HELD}`,
      [id, worker, afterMs / 1000, counts ? 0 : 1],
    );
    await tellChange(this.database, { kind: 'job', jobId: id, now: 'queued' });
  }

  private async end(manager: EntityManager, { id, worker }: ClaimedJob, how: string, values: unknown[]): Promise<void> {
    const [, held] = await manager.query<[unknown, number]>(
      `UPDATE jobs SET ${how}, finished_at = now(), worker = NULL, heartbeat_at = NULL, stage = NULL, seconds_left = NULL, so_far = NULL WHERE ${HELD}`,
      [id, worker, ...values],
    );
    if (held === 0) throw new JobLostError();
  }
}

/** A job as the database holds it, and as the API shows it. */
import type { Failure, JobStage, JobStatus, JobSummary } from '@casebook/nodule-detector-contract';

export interface JobRow {
  id: string;
  study_uid: string;
  series_uid: string;
  content: string;
  status: JobStatus;
  stage: JobStage | null;
  progress: number;
  seconds_left: number | null;
  attempts: number;
  worker: string | null;
  model_version: string | null;
  threshold: number | null;
  error: Failure | null;
  stages_ms: Partial<Record<JobStage, number>>;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  /** Jobs that come first; of queued ones. */
  ahead?: string;
}

export const JOB_COLUMNS = `id, study_uid, series_uid, content, status, stage, progress, seconds_left, attempts, worker, model_version, threshold,
  error, stages_ms, created_at, started_at, finished_at,
  (SELECT count(*) FROM jobs AS other WHERE other.status IN ('queued', 'running') AND other.position < jobs.position) AS ahead`;

export function toJobSummary(row: JobRow): JobSummary {
  const running = row.status === 'running';
  return {
    id: row.id,
    studyUid: row.study_uid,
    seriesUid: row.series_uid,
    status: row.status,
    progress: row.status === 'done' ? 1 : row.progress,
    attempts: row.attempts,
    stagesMs: row.stages_ms,
    createdAt: row.created_at.toISOString(),
    ...(running && row.stage ? { stage: row.stage } : {}),
    ...(running && row.seconds_left !== null ? { secondsLeft: row.seconds_left } : {}),
    ...(row.status === 'queued' ? { ahead: Number(row.ahead ?? 0) } : {}),
    ...(row.status === 'failed' && row.error ? { error: row.error } : {}),
    ...(row.model_version !== null ? { modelVersion: row.model_version } : {}),
    ...(row.threshold !== null ? { threshold: row.threshold } : {}),
    ...(row.started_at ? { startedAt: row.started_at.toISOString() } : {}),
    ...(row.finished_at ? { finishedAt: row.finished_at.toISOString() } : {}),
  };
}

/** Series that are there hand themselves over to the search. */
import type { Failure } from '@casebook/nodule-detector-contract';
import type { EntityManager } from 'typeorm';
import type { DatabaseService } from '../database/database.service.js';
import type { JobQueue } from '../jobs/job-queue.js';
import { tellChange } from '../live/changes.js';
import { lockStudy } from './store-file.js';

/** Of fewer slices there is no volume. */
const LEAST_SLICES = 3;

const TOO_SHORT: Failure = {
  code: 'SERIES_TOO_SHORT',
  detail: `The series has fewer than ${LEAST_SLICES} slices: that is no volume. Send the whole series.`,
};
const SCOUT: Failure = { code: 'SERIES_SCOUT', detail: 'The series holds scout images only, no slices. They are kept and not searched.' };

export interface SeriesKey {
  studyUid: string;
  seriesUid: string;
}

export class SeriesQueue {
  constructor(
    private readonly database: DatabaseService,
    private readonly jobs: JobQueue,
  ) {}

  /** Once no more files of a batch come: each series that could be a volume is searched, of the others it is said why not. */
  async queue(series: readonly SeriesKey[]): Promise<void> {
    for (const one of series) await this.database.transaction((manager) => this.queueOne(manager, one));
    if (series.length > 0) this.jobs.wake();
  }

  /** Series whose batch never closed, because the process ended: a search is missing, or is older than their latest file. */
  async queueForgotten(): Promise<number> {
    const forgotten = await this.database.query<SeriesKey>(
      `SELECT series.study_uid AS "studyUid", series.series_uid AS "seriesUid"
       FROM series JOIN LATERAL (SELECT max(received_at) AS at FROM instances WHERE series_uid = series.series_uid) AS latest ON true
       WHERE series.refused IS NULL AND NOT EXISTS (
         SELECT 1 FROM jobs WHERE jobs.series_uid = series.series_uid AND jobs.created_at >= latest.at
       )`,
    );
    await this.queue(forgotten);
    return forgotten.length;
  }

  private async queueOne(manager: EntityManager, { studyUid, seriesUid }: SeriesKey): Promise<void> {
    await lockStudy(manager, studyUid);
    const rows = await manager.query<unknown[]>('SELECT 1 FROM series WHERE series_uid = $1 AND study_uid = $2', [seriesUid, studyUid]);
    if (rows.length === 0) return; // deleted meanwhile
    const refused = await this.refusal(manager, seriesUid);
    await manager.query('UPDATE series SET refused = $2 WHERE series_uid = $1', [seriesUid, refused ?? null]);
    if (!refused) await this.jobs.enqueue(studyUid, seriesUid, manager);
    await tellChange(manager, { kind: 'study', studyUid, removed: false });
  }

  private async refusal(manager: EntityManager, seriesUid: string): Promise<Failure | undefined> {
    const [counts] = await manager.query<{ frames: string | null; slices: string | null }[]>(
      `SELECT sum(frames) AS frames, sum(frames) FILTER (WHERE NOT scout) AS slices FROM (
         SELECT CASE WHEN tags #>> '{00280008,Value,0}' ~ '^[1-9][0-9]{0,5}$' THEN (tags #>> '{00280008,Value,0}')::integer ELSE 1 END AS frames,
           coalesce(tags #> '{00080008,Value}' ? 'LOCALIZER', false) AS scout
         FROM instances WHERE series_uid = $1
       ) AS each`,
      [seriesUid],
    );
    if (Number(counts?.frames) > 0 && Number(counts?.slices ?? 0) === 0) return SCOUT;
    return Number(counts?.slices ?? 0) < LEAST_SLICES ? TOO_SHORT : undefined;
  }
}

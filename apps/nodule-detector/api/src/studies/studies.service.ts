/** The worklist: which studies there are, what is in one, and its removal. */
import { NotFoundError } from '@casebook/core';
import type { StudyDetailDto, StudyPageDto, StudyQueryDto, StudySummary } from '@casebook/nodule-detector-contract';
import type { DatabaseService } from '../database/database.service.js';
import type { FindingsService } from '../findings/findings.service.js';
import type { JobsService } from '../jobs/jobs.service.js';
import { tellChange } from '../live/changes.js';
import type { StudyStore } from '../store/study-store.js';
import { lockStudy } from './store-file.js';
import { SELECT_SERIES, SELECT_STUDIES, toSeries, toStudy, type SeriesRow, type StudyRow } from './study-row.js';

const studyUnknown = () =>
  new NotFoundError('STUDY_UNKNOWN', 'There is no study of this identifier. GET /v1/studies lists those there are.');

export interface StudiesParts {
  database: DatabaseService;
  store: StudyStore;
  jobs: Pick<JobsService, 'latestOf'>;
  findings: Pick<FindingsService, 'countsOf' | 'ofStudy'>;
}

export class StudiesService {
  constructor(private readonly parts: StudiesParts) {}

  /** The latest first. */
  async list({ limit, offset, q }: StudyQueryDto): Promise<StudyPageDto> {
    const { database } = this.parts;
    const pattern = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : '%';
    const where = `WHERE studies.study_uid ILIKE $1 OR studies.description ILIKE $1`;
    const [rows, [count]] = await Promise.all([
      database.query<StudyRow>(`${SELECT_STUDIES} ${where} ORDER BY studies.received_at DESC, studies.study_uid LIMIT $2 OFFSET $3`, [
        pattern,
        limit,
        offset,
      ]),
      database.query<{ total: string }>(`SELECT count(*) AS total FROM studies ${where}`, [pattern]),
    ]);
    return { studies: await this.summaries(rows), total: Number(count!.total) };
  }

  /** @throws {NotFoundError} `STUDY_UNKNOWN` */
  async detail(studyUid: string): Promise<StudyDetailDto> {
    const { database, findings } = this.parts;
    const rows = await database.query<StudyRow>(`${SELECT_STUDIES} WHERE studies.study_uid = $1`, [studyUid]);
    if (rows.length === 0) throw studyUnknown();
    const [[study], series, found] = await Promise.all([
      this.summaries(rows),
      database.query<SeriesRow>(`${SELECT_SERIES} WHERE study_uid = $1 ORDER BY received_at, series_uid`, [studyUid]),
      findings.ofStudy(studyUid),
    ]);
    return { study: study!, series: series.map(toSeries), findings: found };
  }

  /** Rows, searches and findings with it, and its bytes. @throws {NotFoundError} `STUDY_UNKNOWN` */
  async delete(studyUid: string): Promise<void> {
    const { database, store } = this.parts;
    await database.transaction(async (manager) => {
      await lockStudy(manager, studyUid);
      const files = await manager.query<{ sha256: string }[]>('SELECT sha256 FROM instances WHERE study_uid = $1', [studyUid]);
      const [, count] = await manager.query<[unknown, number]>('DELETE FROM studies WHERE study_uid = $1', [studyUid]);
      if (count === 0) throw studyUnknown();
      // Before the commit: until then nobody can find these bytes and take them for stored. Rows that come back after a crash say that they miss theirs.
      for (const { sha256 } of files) await store.delete(sha256);
      await tellChange(manager, { kind: 'study', studyUid, removed: true });
    });
  }

  private async summaries(rows: readonly StudyRow[]): Promise<StudySummary[]> {
    const uids = rows.map(({ study_uid }) => study_uid);
    const [jobs, counts] = await Promise.all([this.parts.jobs.latestOf(uids), this.parts.findings.countsOf(uids)]);
    return rows.map((row) => {
      const job = jobs.get(row.study_uid);
      const { count = 0, highest } = counts.get(row.study_uid) ?? {};
      return { ...toStudy(row), ...(job ? { job } : {}), findings: count, ...(highest === undefined ? {} : { highest }) };
    });
  }
}

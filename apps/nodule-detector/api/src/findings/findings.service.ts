/** Findings of a study, and what people say of them. */
import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@casebook/core';
import { createEvent, type Outbox } from '@casebook/events';
import type { Finding, NewReviewDto } from '@casebook/nodule-detector-contract';
import type { EntityManager } from 'typeorm';
import type { DatabaseService } from '../database/database.service.js';
import { tellChange } from '../live/changes.js';
import { EVENT_SOURCE, findingReviewed } from '../nodule.events.js';
import { SELECT_FINDINGS, toFinding, type FindingRow } from './finding-row.js';

export interface FindingCounts {
  count: number;
  highest?: number;
}

export class FindingsService {
  /** @param published called after an event was committed */
  constructor(
    private readonly database: DatabaseService,
    private readonly outbox: Outbox,
    private readonly published: () => void,
  ) {}

  /** Of the latest search of each series, the most probable first. @throws {NotFoundError} `STUDY_UNKNOWN` */
  async ofStudy(studyUid: string, threshold = 0): Promise<Finding[]> {
    const [known] = await this.database.query('SELECT 1 FROM studies WHERE study_uid = $1', [studyUid]);
    if (!known) throw new NotFoundError('STUDY_UNKNOWN', 'There is no study of this identifier. GET /v1/studies lists those there are.');
    const rows = await this.database.query<FindingRow>(
      `${SELECT_FINDINGS} WHERE study_uid = $1 AND current AND probability >= $2 ORDER BY probability DESC, id`,
      [studyUid, threshold],
    );
    return rows.map(toFinding);
  }

  /** Per study: those that the package of the search shows, less those that a person rejected. */
  async countsOf(studyUids: readonly string[]): Promise<Map<string, FindingCounts>> {
    const rows = await this.database.query<{ study_uid: string; count: string; highest: number | null }>(
      `SELECT shown.study_uid, count(*) AS count, max(shown.probability) AS highest
       FROM (${SELECT_FINDINGS} WHERE study_uid = ANY($1::text[]) AND current) AS shown JOIN jobs ON jobs.id = shown.job_id
       WHERE shown.probability >= jobs.threshold AND shown.verdict IS DISTINCT FROM 'rejected' GROUP BY shown.study_uid`,
      [studyUids],
    );
    return new Map(
      rows.map(({ study_uid, count, highest }) => [study_uid, { count: Number(count), ...(highest === null ? {} : { highest }) }]),
    );
  }

  /** A person confirms or rejects a finding: stored, and an event. @throws {NotFoundError} `FINDING_UNKNOWN` */
  async review(id: string, { verdict, note }: NewReviewDto): Promise<Finding> {
    const reviewed = await this.database.transaction(async (manager) => {
      await this.require(manager, id);
      await manager.query('INSERT INTO reviews (id, finding_id, verdict, note) VALUES ($1, $2, $3, $4)', [
        randomUUID(),
        id,
        verdict,
        note ?? null,
      ]);
      const row = await this.require(manager, id);
      const { review, ...finding } = toFinding(row);
      const event = createEvent(findingReviewed, { finding, verdict, at: review!.at }, { source: EVENT_SOURCE, subject: finding.studyUid });
      await this.outbox.add(manager, [event]);
      await tellChange(manager, { kind: 'findings', studyUid: finding.studyUid, jobId: row.job_id });
      return toFinding(row);
    });
    this.published();
    return reviewed;
  }

  private async require(manager: EntityManager, id: string): Promise<FindingRow> {
    const [row] = await manager.query<FindingRow[]>(`${SELECT_FINDINGS} WHERE findings.id = $1`, [id]);
    if (!row) throw new NotFoundError('FINDING_UNKNOWN', 'There is no finding of this id. A study lists those of its latest search.');
    return row;
  }
}

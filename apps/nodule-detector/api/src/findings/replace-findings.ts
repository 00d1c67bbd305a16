/** A search ended: its findings take the place of those of the series' search before. */
import { randomUUID } from 'node:crypto';
import type { Finding } from '@casebook/nodule-detector-contract';
import type { EntityManager } from 'typeorm';
import { SELECT_FINDINGS, type FindingRow } from './finding-row.js';

/**
 * What a person said of a nodule holds for the nodule, not for a search: a new finding whose centre lies within the radius of a reviewed one takes its
 * latest review over.
 */
export async function replaceFindings(
  manager: EntityManager,
  job: { id: string; study_uid: string; series_uid: string },
  findings: readonly Finding[],
): Promise<void> {
  const reviewed = await manager.query<FindingRow[]>(`${SELECT_FINDINGS} WHERE series_uid = $1 AND current AND verdict IS NOT NULL`, [
    job.series_uid,
  ]);
  await manager.query('UPDATE findings SET current = false WHERE series_uid = $1 AND current', [job.series_uid]);
  for (const { id, center, voxel, diameterMm, probability, modelVersion } of findings) {
    await manager.query(
      `INSERT INTO findings (id, job_id, study_uid, series_uid, center, voxel, diameter_mm, probability, model_version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, job.id, job.study_uid, job.series_uid, center, voxel, diameterMm, probability, modelVersion],
    );
    const before = reviewed.find((other) => distance(other.center, center) <= other.diameter_mm / 2);
    if (!before) continue;
    await manager.query('INSERT INTO reviews (id, finding_id, verdict, note, at) VALUES ($1, $2, $3, $4, $5)', [
      randomUUID(),
      id,
      before.verdict,
      before.note,
      before.at,
    ]);
  }
}

const distance = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((value, axis) => value - b[axis]!));

/** A finding as the database holds it, with the latest word of a person. */
import { sphereVolume, type Finding, type Verdict } from '@casebook/nodule-detector-contract';

export interface FindingRow {
  id: string;
  job_id: string;
  study_uid: string;
  series_uid: string;
  center: [number, number, number];
  voxel: [number, number, number];
  diameter_mm: number;
  probability: number;
  model_version: string;
  verdict: Verdict | null;
  note: string | null;
  at: Date | null;
}

/** Rows of findings with the latest review of each; add WHERE and ORDER BY. */
export const SELECT_FINDINGS = `
  SELECT findings.*, review.verdict, review.note, review.at
  FROM findings LEFT JOIN LATERAL (SELECT verdict, note, at FROM reviews WHERE finding_id = findings.id ORDER BY at DESC LIMIT 1) AS review ON true`;

export const toFinding = (row: FindingRow): Finding => ({
  id: row.id,
  studyUid: row.study_uid,
  seriesUid: row.series_uid,
  center: row.center,
  voxel: row.voxel,
  diameterMm: row.diameter_mm,
  volumeMm3: sphereVolume(row.diameter_mm),
  probability: row.probability,
  modelVersion: row.model_version,
  ...(row.verdict ? { review: { verdict: row.verdict, ...(row.note ? { note: row.note } : {}), at: row.at!.toISOString() } } : {}),
});

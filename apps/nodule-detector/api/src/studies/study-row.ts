/** Studies and series as the database holds them, and as the API shows them. */
import type { Failure, SeriesSummary, StudySource, StudySummary, VolumeGeometry } from '@casebook/nodule-detector-contract';

export interface StudyRow {
  study_uid: string;
  source: StudySource;
  description: string | null;
  received_at: Date;
  modality: string | null;
  series: string;
  instances: string;
}

export const SELECT_STUDIES = `SELECT studies.study_uid, studies.source, studies.description, studies.received_at,
  (SELECT string_agg(DISTINCT modality, '\\' ORDER BY modality) FROM series WHERE series.study_uid = studies.study_uid) AS modality,
  (SELECT count(*) FROM series WHERE series.study_uid = studies.study_uid) AS series,
  (SELECT count(*) FROM instances WHERE instances.study_uid = studies.study_uid) AS instances
  FROM studies`;

export const toStudy = (row: StudyRow): Omit<StudySummary, 'job' | 'findings' | 'highest'> => ({
  studyUid: row.study_uid,
  ...(row.description === null ? {} : { description: row.description }),
  modality: row.modality ?? '',
  receivedAt: row.received_at.toISOString(),
  source: row.source,
  series: Number(row.series),
  instances: Number(row.instances),
});

export interface SeriesRow {
  series_uid: string;
  modality: string;
  description: string | null;
  volume: VolumeGeometry | null;
  notes: string[];
  refused: Failure | null;
  instances: string;
}

export const SELECT_SERIES = `SELECT series_uid, modality, description, volume, notes, refused,
  (SELECT count(*) FROM instances WHERE instances.series_uid = series.series_uid) AS instances FROM series`;

export const toSeries = (row: SeriesRow): SeriesSummary => ({
  seriesUid: row.series_uid,
  modality: row.modality,
  instances: Number(row.instances),
  notes: row.notes,
  ...(row.description === null ? {} : { description: row.description }),
  ...(row.volume === null ? {} : { volume: row.volume }),
  ...(row.refused === null ? {} : { refused: row.refused }),
});

/** QIDO-RS: which studies, series and instances there are (PS3.18, 10.6). */
import type { DatabaseService } from '../database/database.service.js';
import type { DicomJson } from '../database/study.entity.js';
import { INSTANCE_TAGS, pickTags, SERIES_TAGS, STUDY_TAGS } from '../studies/level-tags.js';
import type { Place } from './addresses.js';
import type { Match, QidoQuery } from './qido-query.js';
import { comparison, matchSql, Values } from './qido-sql.js';

export type Level = 'studies' | 'series' | 'instances';

interface Row {
  study_uid: string;
  series_uid?: string;
  sop_uid?: string;
  study_tags: DicomJson;
  series_tags?: DicomJson;
  instance_tags?: DicomJson;
  modalities: string[] | null;
  study_series: string;
  study_instances: string;
  series_instances?: string;
  total: string;
}

const FROM: Record<Level, string> = {
  studies: 'studies',
  series: 'series JOIN studies USING (study_uid)',
  instances: 'instances JOIN series USING (series_uid, study_uid) JOIN studies USING (study_uid)',
};
const ORDER: Record<Level, string> = {
  studies: 'studies.received_at DESC, studies.study_uid',
  series: 'studies.received_at DESC, series.received_at, series_uid',
  instances: 'series_uid, instances.number, instances.sop_uid',
};

const MODALITIES = '00080061';
const MODALITIES_SQL =
  '(SELECT array_agg(DISTINCT modality ORDER BY modality) FROM series AS each WHERE each.study_uid = studies.study_uid)';

export class QidoService {
  constructor(private readonly database: DatabaseService) {}

  /** @returns the page, and how many more there are after it */
  async search(level: Level, place: Place, query: QidoQuery, base: string): Promise<{ results: DicomJson[]; more: number }> {
    const values = new Values();
    const conditions = [...placeSql(place, values), ...query.matches.map((match) => this.condition(level, match, values))];
    const rows = await this.database.query<Row>(
      `SELECT ${columns(level)}, count(*) OVER () AS total FROM ${FROM[level]} WHERE ${conditions.join(' AND ') || 'true'}
       ORDER BY ${ORDER[level]} LIMIT ${values.add(query.limit)} OFFSET ${values.add(query.offset)}`,
      values.list,
    );
    const more = rows.length === 0 ? 0 : Math.max(0, Number(rows[0]!.total) - query.offset - rows.length);
    return { results: rows.map((row) => result(level, place, row, query.include, base)), more };
  }

  /** An attribute is looked for where it belongs; at a level that has no such attribute, nothing matches. */
  private condition(level: Level, match: Match, values: Values): string {
    if (match.tag === MODALITIES)
      return `EXISTS (SELECT 1 FROM unnest(${MODALITIES_SQL}) AS text WHERE ${comparison('CS', match.value, values)})`;
    if (STUDY_TAGS.includes(match.tag)) return matchSql(match, 'studies.tags', values);
    if (SERIES_TAGS.includes(match.tag) && level !== 'studies') return matchSql(match, 'series.tags', values);
    if (level === 'instances') return matchSql(match, 'instances.tags', values);
    // Of studies: those with a series that matches, as clients expect of Modality and Body Part Examined.
    if (level === 'studies' && SERIES_TAGS.includes(match.tag)) {
      return `EXISTS (SELECT 1 FROM series AS within WHERE within.study_uid = studies.study_uid AND ${matchSql(match, 'within.tags', values)})`;
    }
    return 'false';
  }
}

function columns(level: Level): string {
  const study = `studies.study_uid, studies.tags AS study_tags, ${MODALITIES_SQL} AS modalities,
    (SELECT count(*) FROM series AS each WHERE each.study_uid = studies.study_uid) AS study_series,
    (SELECT count(*) FROM instances AS each WHERE each.study_uid = studies.study_uid) AS study_instances`;
  if (level === 'studies') return study;
  const series = `${study}, series_uid, series.tags AS series_tags,
    (SELECT count(*) FROM instances AS each WHERE each.series_uid = series.series_uid) AS series_instances`;
  return level === 'series' ? series : `${series}, instances.sop_uid, instances.tags AS instance_tags`;
}

function placeSql({ studyUid, seriesUid }: Place, values: Values): string[] {
  return [
    ...(studyUid === undefined ? [] : [`studies.study_uid = ${values.add(studyUid)}`]),
    ...(seriesUid === undefined ? [] : [`series_uid = ${values.add(seriesUid)}`]),
  ];
}

/** What is above the level is left out where the address names it already. */
function result(level: Level, place: Place, row: Row, include: QidoQuery['include'], base: string): DicomJson {
  const all: DicomJson = { ...row.study_tags, ...row.series_tags, ...row.instance_tags };
  const counts: DicomJson = {
    ...(place.studyUid === undefined || level === 'studies' ? studyCounts(row) : {}),
    ...(row.series_instances === undefined ? {} : { '00201209': { vr: 'IS', Value: [Number(row.series_instances)] } }),
  };
  const tags = [
    ...(place.studyUid === undefined || level === 'studies' ? STUDY_TAGS : ['0020000D']),
    ...(level === 'series' || (level === 'instances' && place.seriesUid === undefined)
      ? SERIES_TAGS
      : level === 'instances'
        ? ['0020000E']
        : []),
    ...(level === 'instances' ? INSTANCE_TAGS : []),
    ...(include === 'all' ? Object.keys(all) : include),
  ];
  const address = [base, 'studies', row.study_uid, ...(row.series_uid ? ['series', row.series_uid] : []), ...(row.sop_uid ? ['instances', row.sop_uid] : [])]; // prettier-ignore
  const found = {
    ...pickTags(all, tags),
    ...counts,
    '00080056': { vr: 'CS', Value: ['ONLINE'] },
    '00081190': { vr: 'UR', Value: [address.join('/')] },
  };
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const studyCounts = ({ modalities, study_series, study_instances }: Row): DicomJson => ({
  [MODALITIES]: { vr: 'CS', Value: modalities ?? [] },
  '00201206': { vr: 'IS', Value: [Number(study_series)] },
  '00201208': { vr: 'IS', Value: [Number(study_instances)] },
});

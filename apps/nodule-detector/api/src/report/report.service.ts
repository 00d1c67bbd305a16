/** The report of a study, made from what is stored at the moment it is asked for. */
import { ConflictError } from '@casebook/core';
import { uidOf } from '@casebook/imaging';
import type { Finding } from '@casebook/nodule-detector-contract';
import type { DatabaseService } from '../database/database.service.js';
import type { FindingsService } from '../findings/findings.service.js';
import { measurementReport, type ReportedFinding } from './measurement-report.js';
import { slicesOf, valuesOf, type InstanceRow } from './slices-of.js';
import { studyAttributes } from './study-attributes.js';
import { writeReport } from './write-report.js';

/** A series with what was found in it. */
export interface SearchedSeries {
  seriesUid: string;
  findings: readonly Finding[];
  /** Of the package that searched. */
  modelVersion: string;
  threshold: number;
  /** When the search ended. */
  at: Date;
}

export class ReportService {
  constructor(
    private readonly database: DatabaseService,
    private readonly findings: FindingsService,
  ) {}

  /** @throws {NotFoundError} `STUDY_UNKNOWN`; {ConflictError} `STUDY_NOT_SEARCHED` */
  async ofStudy(studyUid: string): Promise<Uint8Array> {
    const findings = await this.findings.ofStudy(studyUid);
    const searches = await this.database.query<{ series_uid: string; model_version: string; threshold: number; finished_at: Date }>(
      `SELECT DISTINCT ON (series_uid) series_uid, model_version, threshold, finished_at FROM jobs
       WHERE study_uid = $1 AND status = 'done' ORDER BY series_uid, position DESC`,
      [studyUid],
    );
    if (searches.length === 0)
      throw new ConflictError('STUDY_NOT_SEARCHED', 'No search of this study has ended yet: there is nothing to report.');
    const series = searches.map((search) => ({
      seriesUid: search.series_uid,
      findings: findings.filter(({ seriesUid }) => seriesUid === search.series_uid),
      modelVersion: search.model_version,
      threshold: search.threshold,
      at: search.finished_at,
    }));
    return this.of(studyUid, series);
  }

  /** The file, from findings that need not be stored yet. */
  async of(studyUid: string, searched: readonly SearchedSeries[]): Promise<Uint8Array> {
    const series = await Promise.all(searched.map(async (one) => ({ ...one, instances: await this.instances(one.seriesUid) })));
    const reported = series.flatMap(({ findings, threshold, instances, seriesUid }) => {
      const frame = String(valuesOf(instances[0]?.tags ?? {}, '00200052')[0] ?? uidOf(`frame of ${seriesUid}`));
      const shown = findings.filter(({ probability, review }) => probability >= threshold && review?.verdict !== 'rejected');
      return shown.map((finding) => toReported(finding, instances, frame));
    });
    const { modelVersion, threshold } = series[0]!;
    const reviewed = reported.map(({ finding }) => Date.parse(finding.review?.at ?? '')).filter(Number.isFinite);
    const at = new Date(Math.max(...series.map((one) => one.at.getTime()), ...reviewed));
    const software = `Casebook ${modelVersion}`;
    return writeReport({
      study: studyAttributes(studyUid, series[0]!.instances[0]?.tags ?? {}),
      evidence: series.map(({ seriesUid, instances }) => ({ seriesUid, images: instances.map(toImage) })),
      content: measurementReport({ findings: reported, algorithm: { version: modelVersion, threshold }, deviceUid: uidOf(software) }),
      sopUid: uidOf(`report of ${studyUid} ${JSON.stringify(reported)} ${at.toISOString()}`),
      seriesUid: uidOf(`reports of ${studyUid}`),
      implementationUid: uidOf('casebook'),
      at,
      softwareVersion: software,
    });
  }

  private instances(seriesUid: string): Promise<InstanceRow[]> {
    return this.database.query<InstanceRow>(
      'SELECT sop_uid, sop_class_uid, tags FROM instances WHERE series_uid = $1 ORDER BY number, sop_uid',
      [seriesUid],
    );
  }
}

const toImage = ({ sop_uid, sop_class_uid }: InstanceRow) => ({ sopUid: sop_uid, sopClassUid: sop_class_uid });

const toReported = (finding: Finding, instances: readonly InstanceRow[], frameOfReferenceUid: string): ReportedFinding => ({
  finding,
  frameOfReferenceUid,
  images: slicesOf(instances, finding.center, finding.diameterMm).map(toImage),
  trackingUid: uidOf(`finding ${finding.id}`),
});

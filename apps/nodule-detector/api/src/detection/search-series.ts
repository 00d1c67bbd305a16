/** A job's search: the series' bytes from the store, a thread that searches them, findings. */
import { createHash } from 'node:crypto';
import { TooLargeError } from '@casebook/core';
import { LIMITS, sphereVolume, type Finding } from '@casebook/nodule-detector-contract';
import type { DatabaseService } from '../database/database.service.js';
import type { ClaimedJob } from '../jobs/claim-job.js';
import type { Search } from '../jobs/job-worker.js';
import type { SearchedSeries } from '../report/report.service.js';
import type { StudyStore } from '../store/study-store.js';
import type { DetectorService } from './detector.service.js';
import { runNetwork } from './run-network.js';
import { SearchThread } from './search-thread.js';
import type { FoundNodule } from './worker/messages.js';

export interface SearchSeriesParts {
  database: DatabaseService;
  store: Pick<StudyStore, 'get'>;
  detector: DetectorService;
  timeoutMs: number;
  heapMb: number;
  /** Bytes of a series' files at most: they are in memory together. */
  maxBytes: number;
  /** Makes the report, as the last stage: findings that cannot be reported are a failure. */
  report: (studyUid: string, series: SearchedSeries) => Promise<unknown>;
}

/** Searches as jobs ask, one at a time; see `JobWorker`. */
export class SeriesSearch {
  private readonly thread: SearchThread;

  constructor(private readonly parts: SearchSeriesParts) {
    this.thread = new SearchThread({ timeoutMs: parts.timeoutMs, heapMb: parts.heapMb });
  }

  /** Loads its code, so that the first search need not wait for it. */
  start(): void {
    this.thread.start();
  }

  readonly search: Search = async (job, heartbeat, signal) => {
    const { store, detector, report } = this.parts;
    const { pool, reducer, settings, version } = detector.current;
    const addresses = await this.addresses(job.series_uid);
    const findingsOf = (nodules: readonly FoundNodule[]) =>
      nodules.slice(0, LIMITS.findings).map((nodule) => toFinding(job, nodule, version));
    const { volume, notes, nodules } = await this.thread.search({
      data: { settings, reducer },
      files: bytesOf(store, addresses),
      run: (call) => runNetwork(pool, call),
      onProgress: (stage, share) => heartbeat.progress(stage, share),
      onTook: (stage, ms) => heartbeat.took(stage, ms),
      onFound: (seen) => heartbeat.found(findingsOf(seen)),
      signal,
    });
    const findings = findingsOf(nodules);
    heartbeat.progress('report', 0);
    const started = performance.now();
    const searched = { seriesUid: job.series_uid, findings, modelVersion: version, threshold: settings.threshold, at: new Date() };
    await report(job.study_uid, searched);
    heartbeat.took('report', performance.now() - started);
    return { volume, notes, findings, modelVersion: version, threshold: settings.threshold, stagesMs: heartbeat.times };
  };

  close(): Promise<void> {
    return this.thread.close();
  }

  private async addresses(seriesUid: string): Promise<string[]> {
    const files = await this.parts.database.query<{ sha256: string; bytes: string }>(
      'SELECT sha256, bytes FROM instances WHERE series_uid = $1 ORDER BY number, sop_uid',
      [seriesUid],
    );
    const bytes = files.reduce((sum, file) => sum + Number(file.bytes), 0);
    if (bytes > this.parts.maxBytes) {
      throw new TooLargeError(
        'SERIES_TOO_LARGE',
        `The series has ${Math.round(bytes / 2 ** 20)} MiB, more than is searched at once. Raise the limit.`,
      );
    }
    return files.map(({ sha256 }) => sha256);
  }
}

/** A few are read ahead: a store may be far away. */
async function* bytesOf(store: Pick<StudyStore, 'get'>, addresses: readonly string[], ahead = 8): AsyncIterable<Uint8Array> {
  const reading: Promise<Uint8Array>[] = [];
  let next = 0;
  const read = () => {
    if (next >= addresses.length) return;
    const bytes = store.get(addresses[next++]!);
    bytes.catch(() => undefined); // it is awaited below, in its turn
    reading.push(bytes);
  };
  while (reading.length < ahead && next < addresses.length) read();
  while (reading.length > 0) {
    yield await reading.shift()!;
    read();
  }
}

/** The same nodule of the same job has the same id, while the search runs and when it is done. */
function toFinding(job: ClaimedJob, { center, voxel, diameterMm, probability }: FoundNodule, modelVersion: string): Finding {
  return {
    id: stableId(`${job.id} ${center.map((mm) => mm.toFixed(2)).join(' ')}`),
    studyUid: job.study_uid,
    seriesUid: job.series_uid,
    center,
    voxel,
    diameterMm,
    volumeMm3: sphereVolume(diameterMm),
    probability: Math.min(Math.max(probability, 0), 1),
    modelVersion,
  };
}

/** A UUID of version 8 (RFC 9562) from a text. */
function stableId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

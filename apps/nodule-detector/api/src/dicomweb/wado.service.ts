/** WADO-RS: what is stored goes out as it is (PS3.18, 10.4). */
import { CasebookError, CorruptDataError, InvalidInputError, NotFoundError } from '@casebook/core';
import { workerUrl } from '@casebook/serving';
import type { DatabaseService } from '../database/database.service.js';
import type { DicomJson } from '../database/study.entity.js';
import type { StudyStore } from '../store/study-store.js';
import { BoundedThread } from '../threads/bounded-thread.js';
import type { Place } from './addresses.js';
import type { FrameRequest } from './frame.worker.js';
import type { Part } from './multipart-related.js';

export interface StoredInstance {
  study_uid: string;
  series_uid: string;
  sop_uid: string;
  transfer_syntax_uid: string;
  sha256: string;
}

const FRAME_TIMEOUT_MS = 30_000;
const MOST_FRAMES = 256;

const notFound = () =>
  new NotFoundError('DICOM_UNKNOWN', 'There is nothing of these identifiers. GET /dicom-web/studies lists what there is.');
const undecodable = () => new CorruptDataError('FRAMES_UNREADABLE', 'The pixels cannot be decoded within the limits of time and memory.');

export class WadoService {
  private readonly thread = new BoundedThread({
    module: workerUrl('./frame.worker', import.meta.url),
    timeoutMs: FRAME_TIMEOUT_MS,
    heapMb: 256,
    failure: undecodable,
  });

  constructor(
    private readonly database: DatabaseService,
    private readonly store: StudyStore,
  ) {}

  /** @throws {NotFoundError} `DICOM_UNKNOWN` */
  async find(place: Place): Promise<StoredInstance[]> {
    return this.select<StoredInstance>('study_uid, series_uid, sop_uid, transfer_syntax_uid, sha256', place);
  }

  /**
   * Each instance as a part of its own.
   *
   * @param syntax the one that the client insists on; absent: whichever the instance has
   * @throws {CasebookError} `NOT_ACCEPTABLE` (406)
   */
  parts(instances: readonly StoredInstance[], syntax?: string): AsyncIterable<Part> {
    if (syntax !== undefined && instances.some(({ transfer_syntax_uid }) => transfer_syntax_uid !== syntax)) {
      throw new CasebookError('NOT_ACCEPTABLE', 'The study is stored in another transfer syntax. Ask for transfer-syntax=*.', {
        status: 406,
      });
    }
    return this.readParts(instances);
  }

  /** All attributes, with an address for the pixels. */
  async metadata(place: Place, base: string): Promise<DicomJson[]> {
    const rows = await this.select<StoredInstance & { tags: DicomJson }>('study_uid, series_uid, sop_uid, tags', place);
    return rows.map(({ study_uid, series_uid, sop_uid, tags }) => ({
      ...tags,
      '7FE00010': { vr: 'OW', BulkDataURI: `${base}/studies/${study_uid}/series/${series_uid}/instances/${sop_uid}/bulkdata/7FE00010` },
    }));
  }

  /**
   * Stored values of frames, uncompressed, little endian.
   *
   * @param frames numbers from 1 on; absent: all
   * @throws {InvalidInputError} `FRAMES_INVALID`; {NotFoundError} `FRAME_UNKNOWN`; {CorruptDataError} `FRAMES_UNREADABLE`; what decoding throws
   */
  async frames(instance: StoredInstance, frames?: number[]): Promise<Uint8Array[]> {
    if (frames && (frames.length > MOST_FRAMES || frames.some((n) => !(n >= 1)))) {
      throw new InvalidInputError('FRAMES_INVALID', `Frames are counted from 1, at most ${MOST_FRAMES} of them at once, e.g. frames/1,2.`);
    }
    const bytes = new Uint8Array(await this.store.get(instance.sha256));
    const request: FrameRequest = { bytes, frames };
    const decoded = await this.thread.run<(Uint8Array | undefined)[]>(request, [bytes.buffer]);
    if (decoded.some((frame) => !frame)) throw new NotFoundError('FRAME_UNKNOWN', 'The instance has fewer frames.');
    return decoded as Uint8Array[];
  }

  close(): Promise<void> {
    return this.thread.close();
  }

  private async *readParts(instances: readonly StoredInstance[]): AsyncGenerator<Part> {
    for (const { sha256, transfer_syntax_uid } of instances) {
      yield { contentType: `application/dicom; transfer-syntax=${transfer_syntax_uid}`, bytes: await this.store.get(sha256) };
    }
  }

  private async select<Row>(columns: string, { studyUid, seriesUid, sopUid }: Place): Promise<Row[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${columns} FROM instances
       WHERE study_uid = $1 AND ($2::text IS NULL OR series_uid = $2) AND ($3::text IS NULL OR sop_uid = $3) ORDER BY series_uid, number, sop_uid`,
      [studyUid, seriesUid ?? null, sopUid ?? null],
    );
    if (rows.length === 0) throw notFound();
    return rows;
  }
}

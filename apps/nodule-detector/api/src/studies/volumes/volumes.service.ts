/** Series as volumes, for the viewer. */
import { CorruptDataError, NotFoundError, TooLargeError } from '@casebook/core';
import { workerUrl } from '@casebook/serving';
import type { SeriesVolumeDto, SlicesQueryDto } from '@casebook/nodule-detector-contract';
import type { DatabaseService } from '../../database/database.service.js';
import { CONTENT } from '../../jobs/enqueue-job.js';
import type { StudyStore } from '../../store/study-store.js';
import { BoundedThread } from '../../threads/bounded-thread.js';
import type { CachedVolume, VolumeFiles } from './volume-files.js';
import type { WrittenVolume } from './volume.worker.js';

export interface VolumesParts {
  database: DatabaseService;
  store: Pick<StudyStore, 'get'>;
  files: VolumeFiles;
  timeoutMs: number;
  heapMb: number;
  /** Bytes of the files of one series at most: they are in memory together. */
  maxBytes: number;
}

/** Objects read from the store beside each other. */
const AT_ONCE = 16;

const unreadable = (why: string) =>
  new CorruptDataError(
    'SERIES_UNREADABLE',
    `The series could not be put together: it takes ${why} than one series may. Send fewer slices.`,
  );

export class VolumesService {
  private readonly thread: BoundedThread;

  constructor(private readonly parts: VolumesParts) {
    this.thread = new BoundedThread({
      module: workerUrl('./volume.worker', import.meta.url),
      timeoutMs: parts.timeoutMs,
      heapMb: parts.heapMb,
      failure: (why) => unreadable(why === 'time' ? 'more time' : 'more memory'),
    });
  }

  /** @throws {NotFoundError} `SERIES_UNKNOWN`; why it is no volume: `SERIES_TOO_SHORT`, `SERIES_GAP`, `SERIES_NOT_CT`, … */
  async geometry(seriesUid: string): Promise<SeriesVolumeDto> {
    const { volume, notes } = await this.volume(seriesUid);
    return { seriesUid, volume, notes };
  }

  /** int16 little endian, Hounsfield units, x fastest, slice after slice. @throws as `geometry`; {NotFoundError} `SLICE_UNKNOWN` */
  async slices(seriesUid: string, { from, count }: SlicesQueryDto): Promise<{ bytes: Buffer; total: number }> {
    const cached = await this.volume(seriesUid);
    const total = cached.volume.shape[2];
    if (from >= total) throw new NotFoundError('SLICE_UNKNOWN', `The volume has ${total} slices, counted from 0: ask for fewer.`);
    return { bytes: await this.parts.files.slices(cached, from, count), total };
  }

  async close(): Promise<void> {
    await this.thread.close();
    await this.parts.files.close();
  }

  private async volume(seriesUid: string): Promise<CachedVolume> {
    const { database, files } = this.parts;
    const [series] = await database.query<{ content: string }>(`SELECT ${CONTENT} AS content FROM series WHERE series_uid = $1`, [
      seriesUid,
    ]);
    if (!series) throw new NotFoundError('SERIES_UNKNOWN', 'There is no series of this identifier. A study lists those it has.');
    return files.get(series.content, (target) => this.assemble(seriesUid, target));
  }

  private async assemble(seriesUid: string, target: string): Promise<WrittenVolume> {
    const { database, maxBytes, store } = this.parts;
    const rows = await database.query<{ sha256: string; bytes: string }>('SELECT sha256, bytes FROM instances WHERE series_uid = $1', [
      seriesUid,
    ]);
    if (rows.reduce((sum, { bytes }) => sum + Number(bytes), 0) > maxBytes) {
      throw new TooLargeError(
        'SERIES_TOO_LARGE',
        'The series is larger than is put together at once. Send fewer slices, or raise the limit.',
      );
    }
    const files: Uint8Array<ArrayBuffer>[] = [];
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const some = await Promise.all(rows.slice(at, at + AT_ONCE).map(({ sha256 }) => store.get(sha256)));
      files.push(...some.map((bytes) => new Uint8Array(bytes)));
    }
    const written = await this.thread.run<WrittenVolume>({ files, target }, files.map(({ buffer }) => buffer)); // prettier-ignore
    await database.query('UPDATE series SET volume = $2, notes = $3 WHERE series_uid = $1', [
      seriesUid,
      written.volume,
      JSON.stringify(written.notes),
    ]);
    return written;
  }
}

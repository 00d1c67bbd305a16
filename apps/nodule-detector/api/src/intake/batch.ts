/** Files that come together: one upload, one STOW-RS request, one DICOM association, one announced folder. */
import { CasebookError } from '@casebook/core';
import type { Logger } from '@casebook/core/logging';
import type { StudySource, UploadedDto, UploadedFileDto } from '@casebook/nodule-detector-contract';
import type { SeriesKey } from '../studies/series-queue.js';
import type { StoreOutcome } from '../studies/store-file.js';
import { shownName } from './archives/entry-name.js';
import { openArchive } from './archives/open-archive.js';
import type { IncomingFile } from './incoming-file.js';
import { tooManyFiles } from './intake-errors.js';
import type { IntakeLimits } from './intake-limits.js';
import type { StoredFile } from './worker/stored-file.js';

export interface BatchParts {
  source: StudySource;
  limits: IntakeLimits;
  read: (bytes: Uint8Array) => Promise<StoredFile>;
  store: (file: StoredFile, source: StudySource) => Promise<StoreOutcome>;
  /** Told once, with the series that got files. */
  closed: (series: SeriesKey[]) => Promise<void>;
  /** Told of each file: how it ended. */
  counted: (outcome: FileOutcome) => void;
  logger: Logger;
}

export interface FileOutcome extends UploadedFileDto {
  error?: CasebookError;
  /** Identifiers as they are stored; of files that are there now. */
  stored?: SeriesKey & { sopClassUid: string; sopInstanceUid: string };
  /** As the sender knows it. */
  sent?: StoredFile['sent'];
}

/** Bytes that are being read and stored at once: enough to keep thread, disk and database busy. */
const IN_FLIGHT_BYTES = 128 * 2 ** 20;
const IN_FLIGHT_FILES = 8;

export class Batch {
  readonly outcomes: FileOutcome[] = [];
  private turn: Promise<unknown> = Promise.resolve();
  /** What is being read and stored, and its bytes. */
  private readonly running = new Map<Promise<void>, number>();
  private readonly touched = new Map<string, SeriesKey>();
  private readonly seen = new Map<string, SeriesKey>();

  constructor(private readonly parts: BatchParts) {}

  /**
   * A file, or an archive of files; what is wrong with one does not keep the others from being taken.
   *
   * @returns when all of it was read from the sender; what is still being stored is waited for by `close`
   */
  async add(file: IncomingFile): Promise<void> {
    const { running } = this;
    const load = () => [...running.values()].reduce((sum, bytes) => sum + bytes, 0);
    try {
      for await (const { name, read } of openArchive(file, this.parts.limits)) {
        if (this.outcomes.length >= this.parts.limits.files) throw tooManyFiles(this.parts.limits.files);
        const outcome = this.begin(name);
        const bytes = await read().catch((error: unknown) => void this.refuse(outcome, error));
        if (!bytes) continue;
        while (running.size >= IN_FLIGHT_FILES || (running.size > 0 && load() + bytes.length > IN_FLIGHT_BYTES))
          await Promise.race(running.keys());
        const work: Promise<void> = this.take(outcome, bytes).finally(() => running.delete(work));
        running.set(work, bytes.length);
      }
    } catch (error) {
      this.refuse(this.begin(file.name), error);
    }
  }

  /**
   * One DICOM instance; archives are not opened.
   *
   * @param check throws where the sender's own conditions are not met, before anything is stored
   */
  async addInstance(name: string, bytes: Uint8Array, check?: (file: StoredFile) => void): Promise<FileOutcome> {
    const outcome = this.begin(name);
    await this.take(outcome, bytes, check);
    return outcome;
  }

  /** A file that never came whole. */
  refuseFile(name: string, error: unknown): void {
    this.refuse(this.begin(name), error);
  }

  /** What came is handed on; call it also where the sender went away in the middle. */
  async close(): Promise<UploadedDto> {
    await Promise.all(this.running.keys());
    await this.parts.closed([...this.touched.values()]);
    const studies = new Map<string, string[]>();
    for (const { studyUid, seriesUid } of this.seen.values()) studies.set(studyUid, [...(studies.get(studyUid) ?? []), seriesUid]);
    return {
      files: this.outcomes.map(({ name, status, code, detail }) => ({ name, status, ...(code && detail ? { code, detail } : {}) })),
      studies: [...studies].map(([studyUid, seriesUids]) => ({ studyUid, seriesUids })),
    };
  }

  private begin(name: string): FileOutcome {
    const outcome: FileOutcome = { name: shownName(name), status: 'refused' };
    this.outcomes.push(outcome);
    return outcome;
  }

  private async take(outcome: FileOutcome, bytes: Uint8Array, check?: (file: StoredFile) => void): Promise<void> {
    try {
      const file = await this.parts.read(bytes);
      outcome.sent = file.sent;
      check?.(file);
      outcome.status = await this.inTurn(() => this.parts.store(file, this.parts.source));
      const { studyUid, seriesUid, sopClassUid, sopInstanceUid } = file;
      outcome.stored = { studyUid, seriesUid, sopClassUid, sopInstanceUid };
      this.seen.set(seriesUid, { studyUid, seriesUid });
      if (outcome.status === 'stored') this.touched.set(seriesUid, { studyUid, seriesUid });
      this.parts.counted(outcome);
    } catch (error) {
      this.refuse(outcome, error);
    }
  }

  /** Files of a study are stored one after another anyway: who waits for his turn here holds no connection to the database. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private refuse(outcome: FileOutcome, thrown: unknown): void {
    const known = thrown instanceof CasebookError;
    if (!known) this.parts.logger.error({ err: thrown }, 'a file could not be taken');
    const error = known
      ? thrown
      : new CasebookError('INTERNAL', 'The file could not be taken, by no fault of its own. Send it again; the log says why.');
    Object.assign(outcome, { status: 'refused', code: error.code, detail: error.message, error });
    this.parts.counted(outcome);
  }
}

/** Where no file was taken and it was not the files' fault, the request as a whole has failed: a client then tries again. */
export function failWhereNothingCould(outcomes: readonly FileOutcome[]): void {
  const ours = outcomes.find(({ error }) => error && error.status >= 500)?.error;
  if (ours && outcomes.every(({ status }) => status === 'refused')) throw ours;
}

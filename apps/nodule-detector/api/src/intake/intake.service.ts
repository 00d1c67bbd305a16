/** The one way in: whatever brings files, they are read, de-identified, stored and handed to the search here. */
import type { Logger } from '@casebook/core/logging';
import type { StudySource, UploadedDto } from '@casebook/nodule-detector-contract';
import type { DatabaseService } from '../database/database.service.js';
import type { StudyStore } from '../store/study-store.js';
import type { SeriesQueue } from '../studies/series-queue.js';
import { storeFile } from '../studies/store-file.js';
import { Batch, type FileOutcome } from './batch.js';
import type { FileReader } from './file-reader.js';
import type { IncomingFile } from './incoming-file.js';
import type { IntakeLimits } from './intake-limits.js';

export interface IntakeParts {
  database: DatabaseService;
  store: StudyStore;
  reader: FileReader;
  queue: SeriesQueue;
  limits: IntakeLimits;
  logger: Logger;
  counted: (source: StudySource, outcome: FileOutcome) => void;
}

export class IntakeService {
  constructor(private readonly parts: IntakeParts) {}

  get limits(): IntakeLimits {
    return this.parts.limits;
  }

  /** Begins a batch; it must be closed. */
  open(source: StudySource): Batch {
    const { counted, database, limits, logger, queue, reader, store } = this.parts;
    return new Batch({
      source,
      limits,
      logger,
      read: (bytes) => reader.read(bytes),
      store: (file) => storeFile(database, store, file, source),
      closed: (series) => queue.queue(series),
      counted: (outcome) => counted(source, outcome),
    });
  }

  /** Takes files, archives opened; each has its outcome. */
  async receive(source: StudySource, files: AsyncIterable<IncomingFile> | Iterable<IncomingFile>): Promise<UploadedDto> {
    const batch = this.open(source);
    try {
      for await (const file of files) await batch.add(file);
    } catch (error) {
      await batch.close(); // what came before the sender went away is there
      throw error;
    }
    return batch.close();
  }
}

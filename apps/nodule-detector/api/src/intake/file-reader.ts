/** Reads files in a thread of their own. */
import { workerUrl } from '@casebook/serving';
import { BoundedThread } from '../threads/bounded-thread.js';
import { parseCrash, parseMemory, parseTimeout } from './intake-errors.js';
import type { FileWorkerData } from './worker/file.worker.js';
import type { StoredFile } from './worker/stored-file.js';

export interface FileReaderOptions extends FileWorkerData {
  timeoutMs: number;
  heapMb: number;
}

export class FileReader {
  private readonly thread: BoundedThread;

  constructor({ timeoutMs, heapMb, ...data }: FileReaderOptions) {
    this.thread = new BoundedThread({
      module: workerUrl('./worker/file.worker', import.meta.url),
      data,
      timeoutMs,
      heapMb,
      failure: (why) => ({ time: () => parseTimeout(timeoutMs), memory: parseMemory, crash: parseCrash })[why](),
    });
  }

  /**
   * @param bytes are gone afterwards where they fill their buffer: they move to the thread
   * @throws what `readStudyFile` throws; {CorruptDataError} `FILE_TIMEOUT`, `FILE_MEMORY`
   */
  read(bytes: Uint8Array): Promise<StoredFile> {
    const own = bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer ? bytes : new Uint8Array(bytes);
    return this.thread.run(own, [own.buffer as ArrayBuffer]);
  }

  close(): Promise<void> {
    return this.thread.close();
  }
}

/** A file that only grows, and can go back to where a checkpoint found it. */
import { appendFile, stat, truncate, writeFile } from 'node:fs/promises';
import { diskError } from '../checkpoint/durable-files.js';

export interface AppendFile {
  /** Bytes so far. */
  readonly position: number;
  /** @throws {CasebookError} `DISK_FULL` */
  append(bytes: Uint8Array | string): Promise<void>;
  /** Goes back: what follows is cut off when the next bytes come, so that until then a later position may still be chosen. */
  seek(position: number): void;
}

/** A new file with this beginning, or an existing one as it is. */
export async function openAppendFile(path: string, beginning: Uint8Array | string, existing = false): Promise<AppendFile> {
  if (!existing) await writeFile(path, beginning);
  let size = (await stat(path)).size;
  let position = size;
  return {
    get position() {
      return position;
    },
    append: async (bytes) => {
      if (position < size) await truncate(path, position);
      size = position;
      try {
        await appendFile(path, bytes);
      } catch (error) {
        throw diskError(error, path, 'the checkpoints are whole');
      }
      size = position += Buffer.byteLength(bytes);
    },
    seek: (to) => {
      position = Math.min(to, size);
    },
  };
}

/** Objects as files: `ab/abcdef…`, 256 folders. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { CasebookError, UnavailableError } from '@casebook/core';
import { checkedStream } from './checked-stream.js';
import { addressOf, checkAddress, objectDamaged, objectMissing, storeFull, type StudyStore } from './study-store.js';

export class DiskStore implements StudyStore {
  private constructor(private readonly root: string) {}

  /**
   * Makes the folder where needed, and removes what a crash left half-written.
   *
   * @param root one process's at a time, or several on one file system: names of unfinished files are their own
   * @throws {UnavailableError} `STORE_UNAVAILABLE`
   */
  static async open(root: string): Promise<DiskStore> {
    const unfinished = join(root, 'unfinished');
    await attempt(async () => {
      await mkdir(unfinished, { recursive: true });
      const dayAgo = Date.now() - 24 * 3600_000;
      for (const name of await readdir(unfinished)) {
        const path = join(unfinished, name);
        if ((await stat(path)).mtimeMs < dayAgo) await rm(path, { force: true });
      }
    });
    return new DiskStore(root);
  }

  async put(bytes: Uint8Array): Promise<string> {
    const address = addressOf(bytes);
    if (await this.has(address)) return address;
    const unfinished = join(this.root, 'unfinished', randomUUID());
    try {
      await attempt(async () => {
        await writeDurably(unfinished, bytes);
        const path = this.path(address);
        await mkdir(dirname(path), { recursive: true });
        await rename(unfinished, path);
        await syncFolder(dirname(path)); // else a power cut may forget the name
      });
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw error;
    }
    return address;
  }

  async get(address: string): Promise<Buffer> {
    const bytes = await attempt(() => readFile(this.path(address)));
    if (addressOf(bytes) !== address) throw objectDamaged();
    return bytes;
  }

  async stream(address: string): Promise<Readable> {
    const file = await attempt(() => open(this.path(address)));
    return checkedStream(createReadStream('', { fd: file }), address);
  }

  async has(address: string): Promise<boolean> {
    return attempt(() => stat(this.path(address))).then(() => true, ifMissing);
  }

  async delete(address: string): Promise<boolean> {
    return attempt(() => rm(this.path(address))).then(() => true, ifMissing);
  }

  private path(address: string): string {
    return join(this.root, checkAddress(address).slice(0, 2), address);
  }
}

function ifMissing(error: unknown): false {
  if (error instanceof CasebookError && error.code === 'OBJECT_MISSING') return false;
  throw error;
}

/** Whole and on the disk itself, not only in the system's memory, before it gets its name. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'wx', 0o600);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file?.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** The typed error for what a file system says. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CasebookError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw objectMissing();
    if (code && FULL.has(code)) throw storeFull(error);
    throw new UnavailableError(
      'STORE_UNAVAILABLE',
      `The store cannot be read or written${code ? ` (${code})` : ''}. Check that its disk is there and that the service may write to it.`,
      { cause: error },
    );
  }
}

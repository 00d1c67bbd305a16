/** Files as they come, before anybody has looked into them. */
import { open, stat } from 'node:fs/promises';
import type { CasebookError } from '@casebook/core';
import type { IntakeLimits } from './intake-limits.js';
import { fileTooLarge } from './intake-errors.js';

/** A file or an archive, in memory or on disk. */
export type IncomingFile = { name: string; bytes: Uint8Array } | { name: string; path: string };

/** One file that is no archive; what is wrong with it before it is read is told instead of its bytes. */
export interface PlainFile {
  /** As it was sent; of a file in an archive, archive/path. */
  name: string;
  /** @throws {CasebookError} why it cannot be read */
  read(): Promise<Uint8Array>;
}

/** Its first bytes, which tell what it is. */
export async function firstBytes(file: IncomingFile, count: number): Promise<Buffer> {
  if ('bytes' in file) return Buffer.from(file.bytes.subarray(0, count));
  const handle = await open(file.path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** @throws {TooLargeError} `FILE_TOO_LARGE`, before anything is allocated */
export async function readWhole(file: IncomingFile, limits: IntakeLimits): Promise<Uint8Array> {
  if ('bytes' in file) {
    if (file.bytes.length > limits.fileBytes) throw fileTooLarge(limits.fileBytes);
    return file.bytes;
  }
  const handle = await open(file.path);
  try {
    const { size } = await handle.stat();
    if (size > limits.fileBytes) throw fileTooLarge(limits.fileBytes);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

export const sizeOf = async (file: IncomingFile): Promise<number> => ('bytes' in file ? file.bytes.length : (await stat(file.path)).size);

/** A file in an archive that is told and not read. */
export const refusedFile = (name: string, error: CasebookError): PlainFile => ({ name, read: () => Promise.reject(error) });

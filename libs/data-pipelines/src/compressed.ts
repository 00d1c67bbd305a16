/** What a file is, told by its first bytes, and whether its gzip stream is whole. */
import { CorruptDataError } from '@casebook/core';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

export type FileKind = 'gzip' | 'zip' | 'parquet' | 'empty' | 'other';

/** Looks at a file's magic number (RFC 1952, APPNOTE.TXT 4.3.7, Parquet's `PAR1`); the name is not trusted. */
export async function fileKind(path: string): Promise<FileKind> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const magic = buffer.subarray(0, bytesRead).toString('latin1');
    if (bytesRead === 0) return 'empty';
    if (magic.startsWith('\x1f\x8b')) return 'gzip';
    if (magic.startsWith('PK')) return 'zip';
    return magic === 'PAR1' ? 'parquet' : 'other';
  } finally {
    await file.close();
  }
}

/**
 * Reads a gzip file to its end, checking length and CRC-32. A reader that stops at the first short block (DuckDB's does)
 * would take a truncated download for a smaller file.
 *
 * @throws {CorruptDataError} `ARCHIVE_CORRUPT`
 */
export async function checkGzip(path: string): Promise<void> {
  const discard = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(createReadStream(path), createGunzip(), discard);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CorruptDataError(
      'ARCHIVE_CORRUPT',
      `${basename(path)} is a damaged gzip file (${reason}): fetch it again and compare its checksum.`,
      {
        cause,
      },
    );
  }
}

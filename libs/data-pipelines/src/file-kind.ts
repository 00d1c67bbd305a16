/** What a file is, told by its first bytes. */
import { open } from 'node:fs/promises';

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

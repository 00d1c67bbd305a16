/** Checksums of files and texts. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a file's bytes, read as a stream; 64 lower-case hexadecimal digits. */
export async function sha256File(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** SHA-256 of a text's UTF-8 bytes; 64 lower-case hexadecimal digits. */
export const sha256Text = (text: string) => createHash('sha256').update(text).digest('hex');

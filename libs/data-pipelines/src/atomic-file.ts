/** Outputs appear whole or not at all: written beside their place, then renamed. */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Lets `write` fill a temporary file beside `path` and renames it into place; a failed write leaves what was there before.
 *
 * @param write gets the temporary path, in the same folder (a rename across file systems would not be atomic)
 */
export async function writeAtomically<T>(path: string, write: (partial: string) => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.${randomUUID()}.partial`;
  try {
    const result = await write(partial);
    await rename(partial, path);
    return result;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Writes a text atomically. */
export const writeTextAtomically = (path: string, text: string) => writeAtomically(path, (partial) => writeFile(partial, text));

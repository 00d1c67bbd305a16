/** Files below a folder that an announcement names. */
import { lstat, readdir, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { InvalidInputError, NotFoundError } from '@casebook/core';
import type { IncomingFile } from './incoming-file.js';

/**
 * A folder, an archive or a file, in the order of names. Links are not followed: what lies elsewhere was not announced.
 *
 * @param root the folder that the operator allows
 * @param path below it
 * @throws {NotFoundError} `FOLDER_MISSING`; {InvalidInputError} `FOLDER_OUTSIDE`
 */
export async function* announcedFiles(root: string, path: string): AsyncGenerator<IncomingFile> {
  const [allowed, start] = await Promise.all([root, path].map((each) => realpath(each))).catch((cause: unknown) => {
    throw new NotFoundError('FOLDER_MISSING', 'There is no such folder, or it may not be read. Announce it once it is there.', { cause });
  });
  if (start !== allowed && !start!.startsWith(allowed! + sep)) {
    throw new InvalidInputError('FOLDER_OUTSIDE', 'The folder lies outside of the one that the configuration allows.');
  }
  yield* filesBelow(start!, allowed!);
}

async function* filesBelow(path: string, root: string): AsyncGenerator<IncomingFile> {
  const found = await lstat(path);
  if (found.isFile()) yield { name: relative(root, path).replaceAll(sep, '/') || 'file', path };
  if (!found.isDirectory()) return;
  for (const name of (await readdir(path)).sort()) yield* filesBelow(join(path, name), root);
}

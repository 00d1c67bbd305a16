/** Files of a tar, as they come. */
import { pipeline, type Readable } from 'node:stream';
import { CasebookError } from '@casebook/core';
import { extract, type Extract } from 'tar-stream';
import { refusedFile, type PlainFile } from '../incoming-file.js';
import { archiveDamaged, archiveLink, archivePath, fileTooLarge } from '../intake-errors.js';
import type { Budget, IntakeLimits } from '../intake-limits.js';
import { collect } from './collect.js';
import { entryName, shownName } from './entry-name.js';

type Entry = Extract extends AsyncIterable<infer E> ? E : never;

export async function* readTar(archive: string, source: Readable, limits: IntakeLimits, budget: Budget): AsyncGenerator<PlainFile> {
  const files = extract();
  pipeline(source, files as unknown as NodeJS.WritableStream, () => undefined); // an error of the source comes out of `files`
  try {
    for await (const entry of files) {
      const { type, name, size } = entry.header;
      if (type === 'directory') {
        entry.resume();
        continue;
      }
      let read = false;
      const file = tarFile(entry, archive, name, type, size, limits, budget);
      yield { name: file.name, read: () => ((read = true), file.read()) };
      if (!read || size === 0) entry.resume(); // the next one comes only after this
    }
  } catch (error) {
    throw error instanceof CasebookError ? error : archiveDamaged(error);
  } finally {
    source.destroy();
    files.destroy();
  }
}

function tarFile(entry: Entry, archive: string, raw: string, type: string, size: number, limits: IntakeLimits, budget: Budget): PlainFile {
  const skipped = (name: string, error: CasebookError) => {
    entry.resume();
    return refusedFile(name, error);
  };
  const name = entryName(archive, raw);
  if (name === undefined) return skipped(shownName(`${archive}/${raw}`), archivePath());
  if (type !== 'file' && type !== 'contiguous-file') return skipped(name, archiveLink());
  if (size > limits.fileBytes) return skipped(name, fileTooLarge(limits.fileBytes));
  return {
    name,
    read: async () => {
      try {
        return await collect(entry as unknown as Readable, limits, budget);
      } catch (error) {
        throw error instanceof CasebookError ? error : archiveDamaged(error);
      }
    },
  };
}

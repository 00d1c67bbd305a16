/** Files of a zip, by its directory. */
import { CasebookError } from '@casebook/core';
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import { refusedFile, type IncomingFile, type PlainFile } from '../incoming-file.js';
import { archiveBomb, archiveDamaged, archiveEncrypted, archiveLink, archiveMethod, archivePath, fileTooLarge } from '../intake-errors.js';
import type { Budget, IntakeLimits } from '../intake-limits.js';
import { collect } from './collect.js';
import { entryName, shownName } from './entry-name.js';

export async function* readZip(file: IncomingFile, limits: IntakeLimits, budget: Budget): AsyncGenerator<PlainFile> {
  const options = { decodeStrings: false, validateEntrySizes: true, autoClose: false };
  const opening = 'bytes' in file ? fromBufferPromise(Buffer.from(file.bytes), options) : openPromise(file.path, options);
  const zip = await opening.catch((error: unknown) => {
    throw archiveDamaged(error);
  });
  try {
    for await (const entry of entriesOf(zip)) {
      const raw = (entry.fileName as unknown as Buffer).toString(entry.generalPurposeBitFlag & 0x800 ? 'utf8' : 'latin1');
      if (raw.endsWith('/')) continue; // a folder
      yield zipFile(zip, entry, file.name, raw, limits, budget);
      if (budget.spent) throw archiveBomb();
    }
  } finally {
    zip.close();
  }
}

/** yauzl's own iteration, with its errors as ours. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    throw error instanceof CasebookError ? error : archiveDamaged(error);
  }
}

const UNIX_LINK = 0o120000;

function zipFile(zip: ZipFile, entry: Entry, archive: string, raw: string, limits: IntakeLimits, budget: Budget): PlainFile {
  const name = entryName(archive, raw);
  if (name === undefined) return refusedFile(shownName(`${archive}/${raw}`), archivePath());
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === UNIX_LINK) return refusedFile(name, archiveLink());
  if (entry.isEncrypted()) return refusedFile(name, archiveEncrypted());
  if (!entry.canDecodeFileData()) return refusedFile(name, archiveMethod());
  if (entry.uncompressedSize > limits.fileBytes) return refusedFile(name, fileTooLarge(limits.fileBytes));
  return { name, read: () => inflate(zip, entry, limits, budget) };
}

async function inflate(zip: ZipFile, entry: Entry, limits: IntakeLimits, budget: Budget): Promise<Uint8Array> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    return await collect(stream, limits, budget);
  } catch (error) {
    throw error instanceof CasebookError ? error : archiveDamaged(error);
  }
}

/** The files in an archive. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { firstBytes, readWhole, sizeOf, type IncomingFile, type PlainFile } from '../incoming-file.js';
import { archiveNested } from '../intake-errors.js';
import { Budget, type IntakeLimits } from '../intake-limits.js';
import { gunzip } from './gunzip.js';
import { kindOf } from './kind.js';
import { readTar } from './read-tar.js';
import { readZip } from './read-zip.js';

/**
 * The file itself, or those in it, in order. They must be read one after another, while the next one is not asked for.
 *
 * @throws {CasebookError} in between: the archive cannot be read any further
 */
export async function* openArchive(file: IncomingFile, limits: IntakeLimits): AsyncGenerator<PlainFile> {
  const kind = kindOf(await firstBytes(file, 512));
  if (kind === 'plain') return yield { name: file.name, read: () => readWhole(file, limits) };
  const budget = new Budget(await sizeOf(file), limits);
  const stream = () => ('bytes' in file ? Readable.from([file.bytes]) : createReadStream(file.path));
  if (kind === 'zip') yield* flat(readZip(file, limits, budget));
  else if (kind === 'tar') yield* flat(readTar(file.name, stream(), limits, budget));
  else yield* flat(gunzip(file.name, stream(), limits, budget));
}

/** Archives in archives are told, not opened: their number would grow as a power of their depth. */
async function* flat(files: AsyncIterable<PlainFile>): AsyncGenerator<PlainFile> {
  for await (const { name, read } of files) {
    yield {
      name,
      read: async () => {
        const bytes = await read();
        if (kindOf(bytes.subarray(0, 512)) !== 'plain') throw archiveNested();
        return bytes;
      },
    };
  }
}

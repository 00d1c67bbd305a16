/** A gzip: of a tar, or of one file. */
import { pipeline, PassThrough, type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CasebookError } from '@casebook/core';
import type { PlainFile } from '../incoming-file.js';
import { archiveBomb, archiveDamaged } from '../intake-errors.js';
import { Budget, type IntakeLimits } from '../intake-limits.js';
import { collect } from './collect.js';
import { shownName } from './entry-name.js';
import { kindOf } from './kind.js';
import { readTar } from './read-tar.js';

export async function* gunzip(name: string, source: Readable, limits: IntakeLimits, budget: Budget): AsyncGenerator<PlainFile> {
  const { start, rest } = await peek(inflated(source, budget));
  // What comes out has been counted: the files of a tar are not counted again, nor is one file.
  const counted = new Budget(Infinity, { ...limits, unpackedBytes: Infinity });
  if (kindOf(start) === 'tar') return yield* readTar(name, rest, limits, counted);
  yield {
    name: shownName(name),
    read: async () => {
      try {
        return await collect(rest, limits, counted);
      } catch (error) {
        throw error instanceof CasebookError ? error : archiveDamaged(error);
      }
    },
  };
}

/** Also what no file takes, the padding between files of a tar for instance, is work: all of it is counted. */
function inflated(source: Readable, budget: Budget): Readable {
  const counting = new Transform({
    transform: (chunk: Buffer, _, done) => (budget.take(chunk.length) ? done(null, chunk) : done(archiveBomb())),
  });
  pipeline(source, createGunzip(), counting, () => undefined);
  return counting;
}

/** The first bytes of a stream, and all of it. */
async function peek(stream: Readable): Promise<{ start: Buffer; rest: Readable }> {
  const chunks: Buffer[] = [];
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (let length = 0; length < 512;) {
      const { done, value } = await iterator.next();
      if (done) break;
      chunks.push(value);
      length += value.length;
    }
  } catch (error) {
    throw error instanceof CasebookError ? error : archiveDamaged(error);
  }
  const start = Buffer.concat(chunks);
  return { start, rest: joined(start, iterator) };
}

function joined(start: Buffer, iterator: AsyncIterator<Buffer>): Readable {
  async function* all(): AsyncGenerator<Buffer> {
    yield start;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  const out = new PassThrough();
  pipeline(all, out, () => undefined);
  return out;
}

/** The bytes of a stream, up to a limit that is kept while they come: what a header promises is not believed. */
import type { Readable } from 'node:stream';
import { archiveBomb, fileTooLarge } from '../intake-errors.js';
import type { Budget, IntakeLimits } from '../intake-limits.js';

/** @throws {TooLargeError} `FILE_TOO_LARGE`, `ARCHIVE_BOMB` */
export async function collect(stream: Readable, limits: IntakeLimits, budget: Budget): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limits.fileBytes) throw fileTooLarge(limits.fileBytes);
    if (!budget.take(chunk.length)) throw archiveBomb();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

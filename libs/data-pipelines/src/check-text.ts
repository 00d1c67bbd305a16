/** Whether a text file is whole and in UTF-8, before a reader that would be less exact sees it. */
import { isUtf8 } from 'node:buffer';
import { CorruptDataError } from '@casebook/core';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const LONGEST_LINE = 1 << 24; // bytes

/**
 * Reads a text file to its end. DuckDB would take a truncated gzip for a shorter file, and fails on invalid UTF-8 only in
 * columns that are asked for.
 *
 * @param path plain text or gzip
 * @throws {CorruptDataError} `ARCHIVE_CORRUPT` where length or CRC-32 of the gzip stream are wrong, `CSV_INVALID` naming the
 *   first line that is not UTF-8
 */
export async function checkText(path: string, compression: 'gzip' | 'none'): Promise<void> {
  const name = basename(path);
  let line = 1;
  let rest: Buffer[] = []; // of a line that goes on in the next chunk
  let restBytes = 0;
  const check = (text: Buffer) => {
    if (!isUtf8(text)) {
      const bad = text
        .toString('latin1')
        .split('\n')
        .findIndex((part) => !isUtf8(Buffer.from(part, 'latin1')));
      throw new CorruptDataError(
        'CSV_INVALID',
        `${name} is not in UTF-8 at line ${line + bad}: save it as UTF-8 (e.g. iconv -f latin1 -t utf8).`,
      );
    }
    for (let i = text.indexOf(10); i >= 0; i = text.indexOf(10, i + 1)) line++;
  };
  const checker = new Writable({
    write(chunk: Buffer, _encoding, done) {
      const whole = chunk.lastIndexOf(10) + 1;
      try {
        if (whole > 0) {
          check(Buffer.concat([...rest, chunk.subarray(0, whole)]));
          [rest, restBytes] = [[], 0];
        }
        rest.push(chunk.subarray(whole));
        restBytes += chunk.length - whole;
        if (restBytes > LONGEST_LINE) {
          throw new CorruptDataError('CSV_INVALID', `${name}: line ${line} is longer than ${LONGEST_LINE} bytes. Is it a CSV file?`);
        }
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    final(done) {
      try {
        check(Buffer.concat(rest));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  try {
    await (compression === 'gzip' ? pipeline(createReadStream(path), createGunzip(), checker) : pipeline(createReadStream(path), checker));
  } catch (cause) {
    if (compression === 'none' || cause instanceof CorruptDataError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CorruptDataError('ARCHIVE_CORRUPT', `${name} is a damaged gzip file (${reason}): fetch it again and compare its checksum.`, {
      cause,
    });
  }
}

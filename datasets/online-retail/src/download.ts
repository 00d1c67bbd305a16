/** Fetches the data set from its public copy: one CSV file a day, checked one by one and joined in date order. */
import { CorruptDataError } from '@casebook/core';
import { download, sha256File, writeAtomically, type DownloadOptions } from '@casebook/data-pipelines';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Manifest } from './manifest.js';

export interface FetchOptions extends Omit<DownloadOptions, 'onProgress'> {
  /** Told the parts that are there and the parts in all. */
  onProgress?: (parts: number, total: number) => void;
}

/**
 * Makes sure that `dir` holds `online_retail.csv`. Days fetched by an earlier call that broke off are not fetched again.
 *
 * @returns the path of the file
 * @throws {UnavailableError | CorruptDataError | CasebookError} as `download` of data-pipelines does, naming the day's file;
 *   `CHECKSUM_MISMATCH` where the joined file is not the one of the manifest
 */
export async function downloadOnlineRetail(
  manifest: Manifest,
  dir: string,
  { onProgress, ...options }: FetchOptions = {},
): Promise<string> {
  const path = join(dir, manifest.file.name);
  if (existsSync(path) && (await sha256File(path)) === manifest.file.sha256) return path;
  const { base, parts } = manifest.download;
  const days = parts.map(({ name }) => join(dir, 'by-day', name));
  for (const [i, { name, sha256, bytes }] of parts.entries()) {
    await download({ url: new URL(name, base).href, sha256, bytes }, days[i]!, options);
    onProgress?.(i + 1, parts.length);
  }
  await writeAtomically(path, async (partial) => {
    for (const [i, day] of days.entries()) {
      const into = createWriteStream(partial, { flags: i === 0 ? 'w' : 'a' });
      await (i === 0 ? pipeline(createReadStream(day), into) : pipeline(createReadStream(day), withoutFirstLine(), into));
    }
    if ((await sha256File(partial)) !== manifest.file.sha256) {
      throw new CorruptDataError(
        'CHECKSUM_MISMATCH',
        `The joined days do not make ${manifest.file.name}: remove ${join(dir, 'by-day')} and fetch again.`,
      );
    }
  });
  return path;
}

/** Drops a header; the line break after it is the first in the file. */
function withoutFirstLine(): Transform {
  let inHeader = true;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const end = inHeader ? chunk.indexOf(0x0a) : -1;
      if (inHeader && end < 0) return done();
      inHeader = false;
      done(null, chunk.subarray(end + 1));
    },
  });
}

/** Downloads that can be trusted and taken up again: checked against a checksum, written beside, renamed when whole. */
import { CasebookError, CorruptDataError, UnavailableError } from '@casebook/core';
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256File } from './checksum.js';

/** A public file whose content is known. */
export interface RemoteFile {
  url: string;
  sha256: string;
  bytes: number;
}

export interface DownloadOptions {
  /** Told the bytes that are there and the bytes in all. */
  onProgress?: (received: number, total: number) => void;
  /** Attempts after which the download is given up. */
  attempts?: number;
  /** Milliseconds before the second attempt; doubles with each. */
  pause?: number;
  /** Milliseconds without a byte after which an attempt is given up. */
  stall?: number;
}

/**
 * Makes sure that `path` holds the file: at once if it is there, else by HTTP, going on where an earlier attempt broke off.
 *
 * @throws {UnavailableError} `DOWNLOAD_FAILED` where the address cannot be reached; what arrived is kept for the next call
 * @throws {CasebookError} `DOWNLOAD_REFUSED` (502) where the server says no (4xx)
 * @throws {CorruptDataError} `CHECKSUM_MISMATCH` where what arrives is another file; nothing is left at `path`
 */
export async function download(file: RemoteFile, path: string, options: DownloadOptions = {}): Promise<void> {
  if (existsSync(path) && (await sha256File(path)) === file.sha256) return;
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  await fetchWhole(file, partial, options);
  if ((await sha256File(partial)) !== file.sha256) {
    await rm(partial);
    throw new CorruptDataError(
      'CHECKSUM_MISMATCH',
      `What ${file.url} sent does not have the checksum ${file.sha256}: try again; if it stays so, the file has changed at its source.`,
    );
  }
  await rename(partial, path);
}

async function fetchWhole(file: RemoteFile, partial: string, { attempts = 4, pause = 500, ...options }: DownloadOptions): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetchRest(file, partial, options);
    } catch (cause) {
      if (cause instanceof CasebookError) throw cause;
      if (attempt >= attempts) {
        throw new UnavailableError(
          'DOWNLOAD_FAILED',
          `${file.url} cannot be reached (${reasonOf(cause)}): check the network, or fetch the file by hand and give its folder as --data.`,
          { cause },
        );
      }
      await sleep(pause * 2 ** (attempt - 1));
    }
  }
}

/** One attempt: asks for what is missing of the partial file and appends it. */
async function fetchRest(file: RemoteFile, partial: string, { onProgress, stall = 30_000 }: DownloadOptions): Promise<void> {
  const have = await stat(partial).then(
    ({ size }) => (size < file.bytes ? size : 0), // as long as or longer than the file, and yet not renamed: a wrong one
    () => 0,
  );
  const abort = new AbortController();
  const watchdog = setTimeout(() => abort.abort(new Error(`no data for ${stall / 1000} s`)), stall);
  try {
    const response = await fetch(file.url, {
      // Ranges count the bytes of the file, not of a compressed transfer.
      headers: { 'accept-encoding': 'identity', ...(have > 0 && { range: `bytes=${have}-` }) },
      signal: abort.signal,
    });
    if (response.status >= 400 && response.status < 500 && ![408, 416, 425, 429].includes(response.status)) {
      throw new CasebookError(
        'DOWNLOAD_REFUSED',
        `${file.url} answered ${response.status}: the file has moved; see the data set's README.`,
        { status: 502 },
      );
    }
    if (response.status === 416) await rm(partial, { force: true });
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const resumed = response.status === 206;
    let received = resumed ? have : 0;
    const into = await open(partial, resumed ? 'a' : 'w');
    try {
      for await (const chunk of response.body) {
        received += chunk.length;
        if (received > file.bytes) {
          throw new CorruptDataError(
            'CHECKSUM_MISMATCH',
            `${file.url} sends more than the ${file.bytes} bytes of the file: it has changed.`,
          );
        }
        await into.write(chunk); // before the next one is asked for: what has arrived stays, whatever comes then
        watchdog.refresh();
        onProgress?.(received, file.bytes);
      }
    } finally {
      await into.close();
    }
    if (received < file.bytes) throw new Error(`the connection closed after ${received} of ${file.bytes} bytes`);
  } finally {
    clearTimeout(watchdog);
  }
}

/** The innermost message: fetch says no more than "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message || error.name;
}

/** Data sets of public files: what their `manifest.json` says, and the command that fetches them. */
import { CasebookError, CorruptDataError, UnavailableError } from '@casebook/core';
import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { writeTextAtomically } from './atomic-file.js';
import { sha256Text } from './checksum.js';
import { download } from './download.js';

const file = z.object({
  name: z.string(),
  /** Of the file; of a file with `extractedFrom`, of its JSON with sorted keys and no spaces. */
  sha256: z.string().length(64),
  bytes: z.int().positive(),
  url: z.url().optional(),
  /** Public files of which this one is a part: the data set's own code takes it out. */
  extractedFrom: z.array(z.url()).min(1).optional(),
  records: z.int().positive().optional(),
});

export const publicManifest = z.object({
  name: z.string(),
  title: z.string(),
  licence: z.string(),
  licenceUrl: z.url(),
  source: z.url(),
  citation: z.string(),
  counts: z.record(z.string(), z.int()),
  files: z.array(file).min(1),
});

export type PublicManifest = z.infer<typeof publicManifest>;

/** Takes a data set's own file out of the contents of the public files. */
export type Extract = (contents: string[], name: string) => unknown;

/** Reads a manifest, e.g. of `new URL('../manifest.json', import.meta.url)`. */
export const readPublicManifest = async (url: URL): Promise<PublicManifest> =>
  publicManifest.parse(JSON.parse(await readFile(url, 'utf8')));

/** The checksum of a JSON value, whatever the white space and the order of keys in its file. */
export const sha256Json = (value: unknown) =>
  sha256Text(
    JSON.stringify(value, (_key, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ),
  );

/**
 * Makes sure that `dir` holds the manifest's files.
 *
 * @param extract needed where a file has `extractedFrom`
 * @param onFile told each file that is there
 * @throws {UnavailableError | CasebookError | CorruptDataError} as `download`; `CHECKSUM_MISMATCH` also where an extract is another one
 */
export async function downloadPublicFiles(
  manifest: PublicManifest,
  dir: string,
  { extract, onFile }: { extract?: Extract; onFile?: (path: string) => void } = {},
): Promise<void> {
  for (const { name, sha256, bytes, url, extractedFrom } of manifest.files) {
    const path = join(dir, name);
    if (url) await download({ url, sha256, bytes }, path);
    else if (extractedFrom && extract) await downloadExtract(path, sha256, extractedFrom, (contents) => extract(contents, name));
    onFile?.(path);
  }
}

async function downloadExtract(path: string, sha256: string, urls: string[], extract: (contents: string[]) => unknown): Promise<void> {
  const there = await readFile(path, 'utf8').then(JSON.parse, () => undefined);
  if (there !== undefined && sha256Json(there) === sha256) return;
  const contents: string[] = [];
  for (const url of urls) contents.push(await fetchText(url));
  const value = extract(contents);
  if (sha256Json(value) !== sha256) {
    throw new CorruptDataError(
      'CHECKSUM_MISMATCH',
      `What was taken out of ${urls.join(', ')} is not what the manifest says: the files have changed at their source.`,
    );
  }
  await writeTextAtomically(path, JSON.stringify(value));
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(120_000) }).catch((cause: unknown) => {
    throw new UnavailableError('DOWNLOAD_FAILED', `${url} cannot be reached: check the network, or fetch the file by hand.`, { cause });
  });
  if (!response.ok)
    throw new CasebookError('DOWNLOAD_REFUSED', `${url} answered ${response.status}: see the data set's README.`, { status: 502 });
  return response.text();
}

/** A data set's program: `download --out DIR`. Paths are meant from where the person stands, not from the workspace's root. */
export function downloadProgram(manifestUrl: URL, extract?: Extract): void {
  const program = new Command().requiredOption('--out <dir>', 'folder for the files').action(async ({ out }: { out: string }) => {
    const manifest = await readPublicManifest(manifestUrl);
    const dir = resolve(process.env['INIT_CWD'] ?? process.cwd(), out);
    await downloadPublicFiles(manifest, dir, { ...(extract && { extract }), onFile: (path) => console.log(path) });
    console.log(`${manifest.licence}. ${manifest.citation}`);
  });
  program.parseAsync().catch((error: unknown) => {
    if (!(error instanceof CasebookError)) throw error;
    console.error(`${error.code}: ${error.message}`);
    process.exitCode = 1;
  });
}

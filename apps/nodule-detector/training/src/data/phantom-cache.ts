/** Phantoms are made once and kept: making one takes longer than learning from it. */
import { writeTextAtomically } from '@casebook/data-pipelines';
import { type PhantomSettings, UNUSUAL, USUAL } from '@casebook/dataset-phantom-ct';
import { createProgress } from '@casebook/training';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type BoxOptions, phantomBoxes, phantomScan } from './phantom-scans.js';
import { readPreparedScan, writePreparedScan, type PreparedScan } from './prepared-scan.js';

/** First seeds of the parts: no phantom is in two of them. */
export const FIRST_SEED = { training: 1_000, validation: 500_000, holdOut: 900_000 } as const;

/** `boxes`: parts of a chest, to learn from; the others are whole chests. `mixed`: every second one with unusual settings. */
export type PhantomKind = 'boxes' | 'usual' | 'mixed';

export const BOXES = { side: 96, others: 3 } as const;

const listSchema = z.array(z.string());

/**
 * Makes what is missing; may be stopped anywhere, and several may run side by side on seeds of their own.
 *
 * @returns paths of the prepared scans of these seeds, for `readPreparedScan`
 */
export async function fillPhantomCache(
  folder: string,
  kind: PhantomKind,
  {
    first,
    count,
    output,
    boxes = BOXES,
  }: { first: number; count: number; output?: NodeJS.WritableStream; boxes?: Omit<BoxOptions, 'settings'> },
): Promise<string[]> {
  const progress = createProgress({ title: `phantoms (${kind})`, total: count, unit: 'phantoms', ...(output && { stream: output }) });
  try {
    for (let seed = first; seed < first + count; seed++) {
      if (!existsSync(listOf(folder, kind, seed))) await make(folder, kind, seed, boxes);
      progress.step(1);
    }
  } finally {
    progress.stop();
  }
  return cachedPhantoms(folder, kind, first, count);
}

/** Paths of what is there already, of phantoms that are whole. */
export async function cachedPhantoms(folder: string, kind: PhantomKind, first: number, count = Infinity): Promise<string[]> {
  const names = existsSync(join(folder, kind)) ? await readdir(join(folder, kind)) : [];
  const seeds = names.flatMap((name) => /^(\d+)\.list\.json$/.exec(name)?.slice(1).map(Number) ?? []);
  const wanted = seeds.filter((seed) => seed >= first && seed < first + count).sort((a, b) => a - b);
  const lists = await Promise.all(wanted.map((seed) => readFile(listOf(folder, kind, seed), 'utf8')));
  return lists.flatMap((text) => listSchema.parse(JSON.parse(text)).map((name) => join(folder, kind, name)));
}

const listOf = (folder: string, kind: PhantomKind, seed: number) => join(folder, kind, `${seed}.list.json`);

async function make(folder: string, kind: PhantomKind, seed: number, boxes: Omit<BoxOptions, 'settings'>): Promise<void> {
  const names: string[] = [];
  const scans: Iterable<PreparedScan> = kind === 'boxes' ? phantomBoxes(seed, boxes) : [phantomScan(seed, settingsOf(kind, seed))];
  for (const scan of scans) {
    if (!existsSync(join(folder, kind, `${scan.name}.json`))) await writePreparedScan(join(folder, kind, scan.name), scan);
    names.push(scan.name);
  }
  await writeTextAtomically(listOf(folder, kind, seed), JSON.stringify(names));
}

const settingsOf = (kind: PhantomKind, seed: number): PhantomSettings => (kind === 'mixed' && seed % 2 === 1 ? UNUSUAL : USUAL);

export const readAll = (paths: readonly string[]): Promise<PreparedScan[]> => Promise.all(paths.map(readPreparedScan));

/** Real scans are prepared once and kept, as phantoms are. */
import { CasebookError } from '@casebook/core';
import { sha256Text, writeTextAtomically } from '@casebook/data-pipelines';
import { findVolumes } from '@casebook/imaging';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openAnnotations } from './annotations.js';
import { BOXES } from './phantom-cache.js';
import { type PreparedScan, writePreparedScan } from './prepared-scan.js';
import { realBoxes, type RealScan, wholeScan } from './real-boxes.js';
import { isHeldOut } from './split-patients.js';

export interface RealCacheOptions {
  /** Any tree of DICOM, NIfTI and MetaImage. */
  data: string;
  /** As `openAnnotations` takes them; without the first no scan has known nodules. */
  annotations?: string;
  excluded?: string;
  /** Nodules drawn into each scan. */
  implanted: number;
  seed: number;
  /** What is done with each scan, and what could not be read. */
  say?: (line: string) => void;
}

/** Paths for `readPreparedScan`. */
export interface RealPaths {
  /** Boxes with the scans' own nodules; none without annotations. */
  real: string[];
  /** Boxes with drawn-in nodules. */
  implanted: string[];
  /** Whole scans of patients that nothing is learned from; none without annotations. */
  validation: string[];
}

const pathsSchema = z.strictObject({ real: z.array(z.string()), implanted: z.array(z.string()), validation: z.array(z.string()) });

/** Scans that are there already are left as they are. Patients' identifiers are not kept, only their digests. */
export async function fillRealCache(cache: string, options: RealCacheOptions): Promise<RealPaths> {
  const { data, annotations, excluded, say } = options;
  const known = await openAnnotations(annotations, excluded);
  const folder = join(cache, sha256Text([known.sha256, options.seed, options.implanted].join()).slice(0, 12));
  const all: RealPaths = { real: [], implanted: [], validation: [] };
  const problem = (path: string, error: CasebookError) => say?.(`${path}: ${error.message}`);
  for await (const { seriesUid, patientKey, volume } of findVolumes(data, { onProblem: problem, minSlices: 20 })) {
    const list = join(folder, `${seriesUid}.list.json`);
    if (!existsSync(list)) {
      const scan = { name: seriesUid, patient: sha256Text(patientKey).slice(0, 16), volume, ...known.of(seriesUid, volume) };
      try {
        const made = await (isHeldOut(patientKey) && annotations ? keepWhole(folder, scan) : keepBoxes(folder, scan, options));
        await writeTextAtomically(list, JSON.stringify(made));
      } catch (error) {
        if (!(error instanceof CasebookError)) throw error;
        problem(seriesUid, error);
        continue;
      }
    }
    const paths = pathsSchema.parse(JSON.parse(await readFile(list, 'utf8')));
    for (const part of ['real', 'implanted', 'validation'] as const) all[part].push(...paths[part].map((name) => join(folder, name)));
    say?.(`${seriesUid}: ${paths.validation.length > 0 ? 'held out' : `${paths.real.length + paths.implanted.length} boxes`}`);
  }
  return all;
}

async function keepWhole(folder: string, scan: RealScan): Promise<RealPaths> {
  return { real: [], implanted: [], validation: await keep(folder, 'whole', [wholeScan(scan)]) };
}

async function keepBoxes(folder: string, scan: RealScan, { annotations, implanted, seed }: RealCacheOptions): Promise<RealPaths> {
  const boxes = (count: number) => realBoxes(scan, { side: BOXES.side, others: 4 * BOXES.others, implanted: count, seed });
  return {
    real: annotations ? await keep(folder, 'real', boxes(0)) : [],
    implanted: await keep(folder, 'implanted', boxes(implanted)),
    validation: [],
  };
}

async function keep(folder: string, kind: string, scans: Iterable<PreparedScan>): Promise<string[]> {
  const names: string[] = [];
  for (const scan of scans) {
    names.push(join(kind, scan.name));
    await writePreparedScan(join(folder, kind, scan.name), scan);
  }
  return names;
}

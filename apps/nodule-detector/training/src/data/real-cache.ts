/** Real scans are prepared once and kept, as phantoms are. */
import { CasebookError } from '@casebook/core';
import { writeTextAtomically } from '@casebook/data-pipelines';
import { readLuna16 } from '@casebook/dataset-luna16';
import { findVolumes } from '@casebook/imaging';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BOXES } from './phantom-cache.js';
import { writePreparedScan } from './prepared-scan.js';
import { realBoxes } from './real-boxes.js';

export interface RealCacheOptions {
  /** Any tree of DICOM, NIfTI and MetaImage. */
  data: string;
  /** Lists of LUNA16's form; without the first no scan has known nodules. */
  annotations?: string;
  excluded?: string;
  /** Nodules drawn into each scan. */
  implanted: number;
  seed: number;
  /** What is done with each scan, and what could not be read. */
  say?: (line: string) => void;
}

const listSchema = z.array(z.string());

/**
 * Boxes of every scan under a folder. Scans that are there already are left as they are.
 *
 * @returns paths for `readPreparedScan`
 */
export async function fillRealCache(
  folder: string,
  { data, annotations, excluded, implanted, seed, say }: RealCacheOptions,
): Promise<string[]> {
  const nodules = annotations ? await readLuna16(annotations) : new Map();
  const others = excluded ? await readLuna16(excluded) : new Map();
  const paths: string[] = [];
  const problem = (path: string, error: CasebookError) => say?.(`${path}: ${error.message}`);
  for await (const { seriesUid, patientKey, volume } of findVolumes(data, { onProblem: problem, minSlices: 20 })) {
    const list = join(folder, `${seriesUid}.list.json`);
    if (!existsSync(list)) {
      const names: string[] = [];
      const scan = {
        name: seriesUid,
        patient: patientKey,
        volume,
        nodules: nodules.get(seriesUid) ?? [],
        excluded: others.get(seriesUid) ?? [],
      };
      try {
        for (const box of realBoxes(scan, { side: BOXES.side, others: 4 * BOXES.others, implanted, seed: seed + paths.length })) {
          await writePreparedScan(join(folder, box.name), box);
          names.push(box.name);
        }
      } catch (error) {
        if (!(error instanceof CasebookError)) throw error;
        problem(seriesUid, error);
      }
      await writeTextAtomically(list, JSON.stringify(names));
    }
    const names = listSchema.parse(JSON.parse(await readFile(list, 'utf8')));
    say?.(`${seriesUid}: ${names.length} boxes`);
    paths.push(...names.map((name) => join(folder, name)));
  }
  return paths;
}

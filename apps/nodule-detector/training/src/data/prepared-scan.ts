/** A scan, or a part of one, on the networks' grid, with what is known about it. */
import { CorruptDataError, parseWith } from '@casebook/core';
import { writeAtomically, writeTextAtomically } from '@casebook/data-pipelines';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const point = z.tuple([z.number(), z.number(), z.number()]);
const finding = z.strictObject({
  /** Voxels along x, y, z; may lie outside of a part. */
  center: point,
  diameterMm: z.number(),
});

const headerSchema = z.strictObject({
  name: z.string(),
  /** Scans of one patient are never in two parts of a split. */
  patient: z.string(),
  shape: point,
  /** Of voxel (0, 0, 0), mm, LPS. */
  origin: point,
  nodules: z.array(finding),
  /** Neither a nodule nor its absence: nothing is learned here, and marks here count neither way. */
  excluded: z.array(finding),
  /** Places worth showing whether there is a nodule or not: scars, plaques, branching vessels, points in the lungs. Voxels. */
  places: z.array(point),
  /** Whether the lungs are marked: whole scans only. */
  hasLungs: z.boolean(),
});

export type Finding = z.infer<typeof finding>;
export interface PreparedScan extends Omit<z.infer<typeof headerSchema>, 'hasLungs'> {
  /** Hounsfield units, x fastest. */
  data: Int16Array;
  /** Of whole scans, not 0 in the lungs. */
  lungs?: Uint8Array;
}

/** Writes `<path>.raw` and `<path>.lungs`, then `<path>.json`: where that is there, the others are whole. */
export async function writePreparedScan(path: string, { data, lungs, ...header }: PreparedScan): Promise<void> {
  await writeAtomically(`${path}.raw`, (partial) => writeFile(partial, data));
  if (lungs) await writeAtomically(`${path}.lungs`, (partial) => writeFile(partial, lungs));
  await writeTextAtomically(`${path}.json`, JSON.stringify({ ...header, hasLungs: lungs !== undefined }));
}

/** @throws CorruptDataError PREPARED_SCAN_INVALID */
export async function readPreparedScan(path: string): Promise<PreparedScan> {
  const text = await readFile(`${path}.json`, 'utf8');
  const { hasLungs, ...header } = parseWith(headerSchema, JSON.parse(text), 'PREPARED_SCAN_INVALID', `${path}.json`);
  const voxels = header.shape[0] * header.shape[1] * header.shape[2];
  const read = async (file: string, bytesEach: number) => {
    const bytes = await readFile(file);
    if (bytes.length === bytesEach * voxels) return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    throw new CorruptDataError('PREPARED_SCAN_INVALID', `${file} is not as long as its .json says: delete both, and they are made again.`);
  };
  const data = new Int16Array(await read(`${path}.raw`, 2));
  return { ...header, data, ...(hasLungs && { lungs: new Uint8Array(await read(`${path}.lungs`, 1)) }) };
}

/** Real scans on their way in: the voxels stay, the identifiers go. Skipped where the scans are not there. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findData } from '@casebook/data-pipelines';
import { assembleVolume, groupSeries, parseDataSet, readDicomFile } from '@casebook/imaging';
import { describe, expect, it } from 'vitest';
import { Pseudonyms } from '../deidentify/index.js';
import { readStudyFile } from './worker/study-file.js';

const options = { pseudonyms: new Pseudonyms(Buffer.alloc(32, 5)), deidentify: { dates: 'remove', characteristics: 'remove' } } as const;

/** Who, where, when and which: their values must not be found in what is stored. */
const PERSONAL = [
  'x00100020',
  'x00100010',
  'x0020000d',
  'x0020000e',
  'x00080018',
  'x00200052',
  'x00080050',
  'x00080080',
  'x00080090',
  'x00181000',
];

for (const name of ['lidc-idri-0001', 'cptac-c3n-00247', 'ct-jpeg2000']) {
  const folder = findData(name);
  describe.skipIf(!folder)(name, () => {
    it('has the same voxels, and no identifier is left', async () => {
      const names = (await readdir(folder!)).filter((file) => file.endsWith('.dcm'));
      const before = await Promise.all(names.map((file) => readFile(join(folder!, file))));
      const after = before.map((bytes) => Buffer.from(readStudyFile(bytes, options).bytes));
      const [original, stored] = await Promise.all(
        [before, after].map((files) => assembleVolume(groupSeries(files.map((bytes) => readDicomFile(bytes)))[0]!)),
      );
      expect(stored!.volume.size).toEqual(original!.volume.size);
      expect(Buffer.from(stored!.volume.voxels.buffer).equals(Buffer.from(original!.volume.voxels.buffer))).toBe(true);
      expect({ ...stored!.volume, voxels: null }).toEqual({ ...original!.volume, voxels: null });
      for (const [n, bytes] of before.entries()) {
        const data = parseDataSet(bytes);
        const values = PERSONAL.map((tag) => data.string(tag)?.trim() ?? '').filter((value) => value.length > 3);
        const header = after[n]!.subarray(0, after[n]!.lastIndexOf(Buffer.from([0xe0, 0x7f, 0x10, 0]))); // pixels may hold anything
        for (const value of values) expect(header.includes(value), 'an identifier is left').toBe(false);
      }
    });
  });
}

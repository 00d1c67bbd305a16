import { findData } from '@casebook/data-pipelines';
import { findVolumes } from '@casebook/imaging';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnnotations } from './annotations.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'annotations-'));
  await writeFile(join(folder, 'a.csv'), 'seriesuid,coordX,coordY,coordZ,diameter_mm\n1.2,1,2,3,8\n');
  await writeFile(join(folder, 'x-ray.xml'), '<IdriReadMessage/>');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const grid = { size: [9, 9, 9], spacing: [1, 1, 1], origin: [0, 0, 0], direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] } as const; // prettier-ignore

describe('openAnnotations', () => {
  it('reads lists of LUNA16’s form, and knows nothing without one', async () => {
    const { of, sha256 } = await openAnnotations(join(folder, 'a.csv'));
    expect(of('1.2', grid)).toEqual({ nodules: [{ centre: [1, 2, 3], diameter: 8 }], excluded: [] });
    expect(of('other', grid).nodules).toEqual([]);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await openAnnotations()).of('1.2', grid)).toEqual({ nodules: [], excluded: [] });
  });

  it('says which file is missing', () =>
    expect(openAnnotations(join(folder, 'none.csv'))).rejects.toThrow(expect.objectContaining({ code: 'DATA_NOT_FOUND' })));

  it('leaves out readings of X-rays', async () => expect((await openAnnotations(folder)).of('1.2', grid).nodules).toEqual([]));
});

const real = findData('lidc-idri-0001');
describe.skipIf(!real)('patient 0001 of LIDC-IDRI', () => {
  it('has one nodule of about 23 mm by its readers’ XML', async () => {
    const { of } = await openAnnotations(real);
    for await (const { seriesUid, volume } of findVolumes(real!)) {
      const { nodules } = of(seriesUid, volume);
      expect(nodules).toHaveLength(1);
      expect(Math.abs(nodules[0]!.diameter - 23.35)).toBeLessThan(1);
    }
  }, 120_000);
});

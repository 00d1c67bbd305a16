import { CasebookError } from '@casebook/core';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countingVolume, filesOf } from '../testing/ct.fixture.js';
import { findVolumes, type FoundVolume } from './find-volumes.js';
import { readImageFile } from './read-image-file.js';

const volume = countingVolume();
const header = (extra: Record<string, string> = {}) =>
  Object.entries({
    ObjectType: 'Image',
    NDims: '3',
    BinaryData: 'True',
    BinaryDataByteOrderMSB: 'False',
    TransformMatrix: '1 0 0 0 1 0 0 0 1',
    Offset: volume.origin.join(' '),
    ElementSpacing: volume.spacing.join(' '),
    DimSize: volume.size.join(' '),
    ElementType: 'MET_SHORT',
    ElementDataFile: 'scan.raw',
    ...extra,
  })
    .map(([key, value]) => `${key} = ${value}\n`)
    .join('');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casebook-imaging-'));
  await mkdir(join(folder, 'a', 'series'), { recursive: true });
  for (const [n, bytes] of filesOf(volume).entries()) await writeFile(join(folder, 'a', 'series', `${9 - n}.dcm`), bytes);
  await writeFile(join(folder, 'a', 'series', 'notes.dcm'), 'not DICOM');
  await mkdir(join(folder, 'b'));
  await writeFile(join(folder, 'b', '1.3.6.1.mhd'), header());
  await writeFile(join(folder, 'b', 'scan.raw'), volume.voxels);
  await writeFile(join(folder, 'b', 'broken.nii.gz'), 'nothing');
});
afterAll(() => rm(folder, { recursive: true }));

describe('readImageFile', () => {
  it('reads MetaImage in the patient’s coordinates', async () =>
    expect(await readImageFile(join(folder, 'b', '1.3.6.1.mhd'))).toEqual(volume));

  it('reads the axes of an oblique grid as they are written', async () => {
    const oblique = join(folder, 'b', 'oblique.mhd');
    await writeFile(oblique, header({ TransformMatrix: '0 1 0 -1 0 0 0 0 1' }));
    expect((await readImageFile(oblique)).direction).toEqual([[0, 1, 0], [-1, 0, 0], [0, 0, 1]]); // prettier-ignore
    await rm(oblique);
  });

  it.each<[string, string, string]>([
    ['claims more than is read', header({ DimSize: '3000 3000 100' }), 'IMAGE_FILE_TOO_LARGE'],
    ['has no volume', header({ DimSize: '8 6 1' }), 'IMAGE_FILE_NOT_3D'],
    ['has a spacing of zero', header({ ElementSpacing: '0 0 0' }), 'IMAGE_FILE_DAMAGED'],
    ['lacks its data', header({ ElementDataFile: 'elsewhere.raw' }), 'IMAGE_FILE_DAMAGED'],
  ])('refuses a file that %s', async (_, text, code) => {
    const file = join(folder, 'b', 'bad.mhd');
    await writeFile(file, text);
    await expect(readImageFile(file)).rejects.toMatchObject({ code });
    await rm(file);
  });
});

describe('findVolumes', () => {
  it('finds each volume of a tree, and tells what it could not read', async () => {
    const found: FoundVolume[] = [];
    const problems: string[] = [];
    for await (const one of findVolumes(folder, { onProblem: (path, { code }) => problems.push(`${path.slice(folder.length)} ${code}`) }))
      found.push(one);
    expect(found.map(({ volume: read }) => read)).toEqual([volume, volume]);
    expect(found[1]!.seriesUid).toBe('1.3.6.1');
    expect(problems).toEqual(['/a/series/notes.dcm NOT_DICOM', '/b/broken.nii.gz IMAGE_FILE_DAMAGED']);
  });

  it('says that a folder is missing', async () => {
    await expect(findVolumes(join(folder, 'none')).next()).rejects.toThrow(CasebookError);
  });
});

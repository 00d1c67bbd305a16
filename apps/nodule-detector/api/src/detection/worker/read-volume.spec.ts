import { describe, expect, it } from 'vitest';
import { chest, chestFiles } from '../../testing/ball-in-lungs.js';
import { writeCtSeries } from '@casebook/imaging';
import { readVolume } from './read-volume.js';

const read = (files: readonly Uint8Array[]) => readVolume(files, () => undefined);
const files = chestFiles('whole', { slices: 8 });

describe('a volume of files', () => {
  it('has the voxels that were written, in whatever order the files come', async () => {
    const { volume, notes } = await read([...files].reverse());
    expect(notes).toEqual([]);
    expect(volume.size).toEqual([88, 64, 8]);
    expect(volume.voxels).toEqual(chest({ slices: 8 }).voxels);
  });

  it.each([
    ['sent twice', [...files, files[3]!], ['1 slice was sent twice; the first of each is used.']],
    ['missing', files.filter((_, n) => n !== 4), ['1 slice is missing and filled in between the neighbours: nodules there may be missed.']],
    ['unreadable', [...files, new Uint8Array(500)], ['1 file of the series could not be read and is left out.']],
    [
      'of another size',
      [...files, ...chestFiles('whole', { slices: 2, spacing: [4, 4, 4] })],
      ['2 slices of another size or orientation are left out.'],
    ],
  ])('says in a sentence that something was %s', async (_, sent, notes) => {
    expect((await read(sent)).notes).toEqual(notes);
  });

  it('says that the gantry was tilted', async () => {
    const volume = chest({ slices: 8 });
    const lean = Math.hypot(0.3, 1);
    const tilted = [
      ...writeCtSeries({ ...volume, direction: [volume.direction[0], volume.direction[1], [0, 0.3 / lean, 1 / lean]] }, { name: 'tilted' }),
    ];
    expect((await read(tilted.map(({ bytes }) => bytes))).notes).toEqual(['The gantry was tilted; the volume is straightened.']);
  });

  it.each([
    ['an MR', chestFiles('mr', { slices: 4, extra: () => ({ Modality: 'MR' }) }), 'SERIES_NOT_CT'],
    ['scouts', chestFiles('scouts', { slices: 4, extra: () => ({ ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }) }), 'SERIES_NOT_CT'],
    ['nothing that can be read', [new Uint8Array(500), new Uint8Array(0)], 'NOT_DICOM'],
    ['two slices', files.slice(0, 2), 'SERIES_TOO_SHORT'],
  ])('is refused where it is %s', async (_, sent, code) => {
    await expect(read(sent)).rejects.toMatchObject({ code });
  });
});

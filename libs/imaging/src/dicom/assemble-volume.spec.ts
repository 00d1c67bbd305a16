import { describe, expect, it } from 'vitest';
import { countingVolume, filesOf } from '../testing/ct.fixture.js';
import { AIR } from '../volume/volume.js';
import { assembleVolume } from './assemble-volume.js';
import { readDicomFile } from './dicom-file.js';
import { groupSeries } from './series.js';

const volumeOf = async (files: Uint8Array[]) => assembleVolume(groupSeries(files.map((bytes) => readDicomFile(bytes)))[0]!);

describe('a series', () => {
  it('comes back as it was written, from files in any order', async () => {
    const volume = countingVolume([8, 6, 5]);
    const files = filesOf(volume);
    const { volume: read, notes } = await volumeOf([files[3]!, files[0]!, files[4]!, files[2]!, files[1]!]);
    expect(read).toEqual(volume);
    expect(notes).toEqual({ duplicates: 0, filled: 0, tilted: false });
  });

  it('has columns and rows of different spacing the right way round', async () => {
    const volume = countingVolume([8, 6, 5], { spacing: [0.5, 0.9, 2] });
    expect((await volumeOf(filesOf(volume))).volume.spacing).toEqual([0.5, 0.9, 2]);
  });

  it('is padded with air, whatever the scanner writes there', async () => {
    const volume = countingVolume([4, 4, 3]);
    volume.voxels.set([-2000, -2048, -3024, 77], 0);
    const files = filesOf(volume, { extra: () => ({ PixelPaddingValue: 77, _vrMap: { PixelData: 'OW', PixelPaddingValue: 'SS' } }) });
    expect([...(await volumeOf(files)).volume.voxels.slice(0, 4)]).toEqual([AIR, AIR, AIR, AIR]);
  });

  it('is rescaled by each slice’s own slope and intercept', async () => {
    const volume = countingVolume([4, 4, 3]);
    const files = filesOf(volume, { extra: (k) => ({ RescaleSlope: String(k + 1), RescaleIntercept: '-24' }) });
    const read = (await volumeOf(files)).volume.voxels;
    expect(read[0]).toBe(Math.max(-500 - 24, AIR));
    expect(read[2 * 16]).toBe(2 * 0 + 3 * -300 - 24);
  });

  it('counts a slice sent twice once', async () => {
    const files = filesOf(countingVolume());
    const { volume, notes } = await volumeOf([...files, files[1]!]);
    expect(volume.size[2]).toBe(5);
    expect(notes.duplicates).toBe(1);
  });

  it('fills one missing slice between its neighbours, and says so', async () => {
    const volume = countingVolume();
    const files = filesOf(volume);
    const { volume: read, notes } = await volumeOf([files[0]!, files[1]!, files[3]!, files[4]!]);
    expect(read.voxels).toEqual(volume.voxels); // the counting volume is linear along z
    expect(notes.filled).toBe(1);
  });

  it('is refused where a gap could hide a nodule, and where it is no volume', async () => {
    const files = filesOf(countingVolume([4, 4, 12]));
    await expect(volumeOf([...files.slice(0, 3), ...files.slice(9)])).rejects.toMatchObject({ code: 'SERIES_GAP' });
    await expect(volumeOf(files.slice(0, 1))).rejects.toMatchObject({ code: 'SERIES_TOO_SHORT' });
    await expect(volumeOf([files[0]!, files[0]!, files[0]!])).rejects.toMatchObject({ code: 'SERIES_TOO_SHORT' });
  });

  it('keeps the shear of a tilted gantry', async () => {
    const [c, s] = [Math.cos(0.2), Math.sin(0.2)];
    const volume = countingVolume([8, 6, 5], { direction: [[1, 0, 0], [0, c, s], [0, 0, 1]], spacing: [0.7, 0.7, 2.5] }); // prettier-ignore
    const { volume: read, notes } = await volumeOf(filesOf(volume));
    expect(notes.tilted).toBe(true);
    expect(read.direction[2].map((value) => Number(value.toFixed(6)))).toEqual([0, 0, 1]);
    expect(read.spacing[2]).toBeCloseTo(2.5, 6);
  });
});

describe('groupSeries', () => {
  it('keeps two series, two patients and two grids apart, the longest first, and leaves out scouts and what is no CT', () => {
    const some = (name: string, extra: Record<string, unknown> = {}, count = 3) =>
      filesOf(countingVolume([4, 4, count]), { name, extra: () => extra });
    const files = [
      ...some('short'),
      ...some('long', {}, 5),
      ...some('scout', { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }),
      ...some('mr', { Modality: 'MR' }),
    ].map((bytes) => readDicomFile(bytes));
    expect(groupSeries(files).map(({ slices }) => slices.length)).toEqual([5, 3]);

    const other = filesOf(countingVolume([4, 4, 3]), { name: 'long', patientId: 'somebody else' }).map((bytes) => readDicomFile(bytes));
    expect(groupSeries([...files, ...other])).toHaveLength(3);
  });
});

import { assembleVolume, groupSeries, readDicomFile, toGrid, type Vector3 } from '@casebook/imaging';
import { describe, expect, it } from 'vitest';
import { makePhantomStudy } from './phantom-study.js';

describe('makePhantomStudy', () => {
  it('makes one CT series, and says where in it the nodules are', async () => {
    const told: number[] = [];
    const { files, nodules } = makePhantomStudy({ from: 74, to: 92, onSlice: (done, total) => told.push(done / total) });
    expect(told).toHaveLength(9);
    expect(told.at(-1)).toBe(1);

    const [series, ...others] = groupSeries(files.map(({ bytes }) => readDicomFile(bytes)));
    expect(others).toEqual([]);
    const { volume } = await assembleVolume(series!);
    expect(volume.size[2]).toBe(9);
    expect(nodules).toHaveLength(1);
    const [{ centre, diameter }] = nodules as [{ centre: Vector3; diameter: number }];
    expect(diameter).toBeGreaterThan(7);
    const [i, j, k] = toGrid(volume, centre).map(Math.round) as [number, number, number];
    const at = (x: number) => volume.voxels[x + volume.size[0] * (j + volume.size[1] * k)]!;
    expect(at(i)).toBeGreaterThan(-500);
    expect(Math.min(at(i - 25), at(i + 25))).toBeLessThan(-600); // 2 cm beside it is lung
  });
});

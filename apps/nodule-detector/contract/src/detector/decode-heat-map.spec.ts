import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { decodeHeatMap, middleOfCell } from './decode-heat-map.js';
import { PREPARATION } from './preparation.js';

const maps = (count: number) => ({ heat: new Float32Array(count), offset: new Float32Array(3 * count), size: new Float32Array(count) });

describe('decodeHeatMap', () => {
  it('moves the middle of the cell by the offset, x first, and takes e to the size', () => {
    const answers = maps(24); // depth 2, height 3, width 4
    const n = 2 + 4 * (1 + 3 * 1);
    answers.heat[n] = 0.75;
    answers.offset.set([0.25, -0.5, 0], 3 * n);
    answers.size[n] = Math.log(8);
    const [found, ...others] = decodeHeatMap(answers, [2, 3, 4], { threshold: 0.5 });
    expect(others).toEqual([]);
    expect(found!.center).toEqual([10.5, 3.5, 5.5]); // middles of cells 2, 1, 1 are voxels 9.5, 5.5, 5.5; a cell has 4
    expect(found!.diameterMm).toBeCloseTo(8, 5);
    expect(found!.probability).toBe(0.75);
  });

  it('leaves out what is below the threshold or not a number, and what has a likelier neighbour, also across a corner', () => {
    const answers = maps(27);
    answers.heat.set([0.6], 0);
    answers.heat.set([0.9], 13); // the middle, next to all others
    answers.heat[26] = NaN;
    expect(decodeHeatMap(answers, [3, 3, 3], { threshold: 0.5 }).map(({ probability }) => probability)).toEqual([Math.fround(0.9)]);
    expect(decodeHeatMap(answers, [3, 3, 3], { threshold: 0.95 })).toEqual([]);
  });

  it('takes one of equal neighbours', () => {
    const answers = maps(8);
    answers.heat.fill(0.5);
    expect(decodeHeatMap(answers, [2, 2, 2], { threshold: 0.1 })).toHaveLength(1);
  });

  it('keeps the likeliest where there are too many', () => {
    const answers = maps(9);
    answers.heat.set([0.3, 0, 0.9, 0, 0.5, 0, 0.7, 0, 0.1]);
    const found = decodeHeatMap(answers, [1, 1, 9], { threshold: 0.05, limit: 2 });
    expect(found.map(({ probability }) => probability)).toEqual([0.9, 0.7].map(Math.fround));
  });

  const side = 12;
  const voxel = fc.double({ min: 0, max: side * PREPARATION.stride - 1, noNaN: true });
  test.prop([voxel, voxel, voxel, fc.double({ min: 3, max: 30, noNaN: true })])(
    'is the inverse of writing a nodule into the maps',
    (x, y, z, diameter) => {
      const answers = maps(side ** 3);
      const cells = [x, y, z].map((value) => Math.floor((value + 0.5) / PREPARATION.stride));
      const n = cells[0]! + side * (cells[1]! + side * cells[2]!);
      answers.heat[n] = 1;
      answers.offset.set([x, y, z].map((value, axis) => (value - middleOfCell(cells[axis]!)) / PREPARATION.stride), 3 * n); // prettier-ignore
      answers.size[n] = Math.log(diameter);
      const [found] = decodeHeatMap(answers, [side, side, side], { threshold: 0.5 });
      [x, y, z].forEach((value, axis) => expect(found!.center[axis]).toBeCloseTo(value, 4));
      expect(found!.diameterMm).toBeCloseTo(diameter, 3);
    },
  );
});

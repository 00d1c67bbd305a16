import { describe, expect, it } from 'vitest';
import { maskOnGrid } from './mask-on-grid.js';

const direction = [[1, 0, 0], [0, 1, 0], [0, 0, 1]] as const; // prettier-ignore

describe('maskOnGrid', () => {
  const mask = {
    voxels: Uint8Array.of(0, 1, 1, 0),
    size: [2, 2, 1],
    spacing: [2, 2, 2],
    origin: [10, 20, 30],
    direction,
    millilitres: 0,
  } as const;

  it('is the mask itself on its own grid', () => expect(maskOnGrid(mask, mask)).toEqual(mask.voxels));

  it('is the nearest voxel on a finer grid', () => {
    const fine = { size: [4, 2, 1], spacing: [1, 2, 1], origin: [9.4, 20, 30], direction } as const;
    expect([...maskOnGrid(mask, fine)]).toEqual([0, 0, 1, 1, 1, 1, 0, 0]); // at x 9.4, 10.4, 11.4, 12.4; the middles are at 10 and 12
  });

  it('is 0 beyond the mask', () => {
    const beyond = { size: [4, 1, 1], spacing: [2, 2, 2], origin: [8, 20, 30], direction } as const;
    expect([...maskOnGrid(mask, beyond)]).toEqual([0, 0, 1, 0]);
    expect([...maskOnGrid(mask, { ...beyond, origin: [8, 20, 33] })]).toEqual([0, 0, 0, 0]);
  });
});

import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { PREPARATION } from './preparation.js';
import { planTiles, type Tile } from './tile-plan.js';

/** A grid whose lungs are a ball or two. */
const grids = fc
  .record({
    shape: fc.tuple(fc.integer({ min: 8, max: 40 }), fc.integer({ min: 8, max: 40 }), fc.integer({ min: 8, max: 40 })),
    balls: fc.array(fc.record({ at: fc.tuple(fc.nat(39), fc.nat(39), fc.nat(39)), radius: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 2,
    }),
  })
  .map(({ shape, balls }) => {
    const [nx, ny, nz] = shape;
    const lungs = new Uint8Array(nx * ny * nz).map((_, n) => {
      const [i, j, k] = [n % nx, Math.floor(n / nx) % ny, Math.floor(n / nx / ny)];
      return balls.some(({ at, radius }) => Math.hypot(i - at[0], j - at[1], k - at[2]) <= radius) ? 1 : 0;
    });
    return { shape, lungs };
  });

const owns = ({ core }: Tile, point: readonly number[]) =>
  point.every((value, axis) => value >= core.low[axis]! && value < core.high[axis]!);

describe('planTiles', () => {
  test.prop([grids, fc.integer({ min: 4, max: 48 }), fc.integer({ min: 0, max: 6 })], { numRuns: 40 })(
    'has each voxel of the lungs in exactly one core, with its margin in the tile, and no core without any',
    ({ shape, lungs }, longest, margin) => {
      const tiles = planTiles({ shape, lungs }, { longest, margin });
      const counts = tiles.map(() => 0);
      lungs.forEach((inLungs, n) => {
        if (!inLungs) return;
        const point = [n % shape[0], Math.floor(n / shape[0]) % shape[1], Math.floor(n / shape[0] / shape[1])];
        const owners = tiles.flatMap((tile, t) => (owns(tile, point) ? [t] : []));
        expect(owners).toHaveLength(1);
        counts[owners[0]!]!++;
      });
      expect(counts.every((count) => count > 0)).toBe(true);
      for (const { from, shape: sides, core } of tiles) {
        [2, 1, 0].forEach((axis, n) => {
          expect(sides[n]! % PREPARATION.multiple).toBe(0);
          expect(core.high[axis]! - core.low[axis]!).toBeLessThanOrEqual(longest);
          expect(core.low[axis]! - from[axis]!).toBeGreaterThanOrEqual(margin);
          expect(from[axis]! + sides[n]! - core.high[axis]!).toBeGreaterThanOrEqual(margin);
        });
      }
    },
  );

  it('has no tile where there are no lungs', () => expect(planTiles({ shape: [4, 4, 4], lungs: new Uint8Array(64) })).toEqual([]));

  it('goes from the feet up, in pieces of equal length', () => {
    const lungs = new Uint8Array(8 * 8 * 300).fill(1);
    const tiles = planTiles({ shape: [8, 8, 300], lungs }, { margin: 16, longest: 112 });
    expect(tiles.map(({ core }) => [core.low[2], core.high[2]])).toEqual([[0, 100], [100, 200], [200, 300]]); // prettier-ignore
    expect(tiles[0]).toMatchObject({ from: [-20, -20, -22], shape: [144, 48, 48] });
  });
});

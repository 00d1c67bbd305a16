import { findData } from '@casebook/data-pipelines';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { findVolumes } from '../files/find-volumes.js';
import type { Vector3 } from '../volume/vector.js';
import { toGrid, type Volume } from '../volume/volume.js';
import { components } from './components.js';
import { squaredDistances } from './distance-transform.js';
import { lungMask, type LungMask } from './lung-mask.js';

const size = [6, 5, 4] as const;
const marks = fc.uint8Array({ minLength: 120, maxLength: 120, max: 1 });

describe('squaredDistances', () => {
  test.prop([marks])('are those of the nearest marked voxel', (marked) => {
    const spacing = [1, 2, 0.5] as const;
    const place = (n: number): Vector3 => [(n % 6) * 1, (Math.floor(n / 6) % 5) * 2, Math.floor(n / 30) * 0.5];
    const distances = squaredDistances(marked, size, spacing);
    distances.forEach((distance, n) => {
      const nearest = Math.min(
        ...[...marked.keys()].filter((m) => marked[m]).map((m) => place(m).reduce((sum, mm, axis) => sum + (mm - place(n)[axis]!) ** 2, 0)),
      );
      expect(distance).toBeCloseTo(nearest, 4);
    });
  });
});

describe('components', () => {
  it('hang together by faces', () => {
    const marked = Uint8Array.from([1, 1, 0, 0, 0, 1, /* next slice */ 0, 0, 0, 0, 1, 0]);
    expect([...components(marked, [3, 2, 2]).sizes]).toEqual([0, 2, 1, 1]);
  });

  test.prop([marks])('cover each marked voxel once', (marked) => {
    const { labels, sizes } = components(marked, size);
    expect(labels.filter((label) => label > 0)).toHaveLength(sizes.reduce((sum, count) => sum + count, 0));
    expect(labels.every((label, n) => label > 0 === marked[n]! > 0)).toBe(true);
  });
});

/** A body of water with two lungs, one with a nodule of 16 mm half in its wall, and air under the table. */
function body(lungs = true): Volume {
  const n = [150, 110, 100] as const;
  const voxels = new Int16Array(n[0] * n[1] * n[2]);
  for (let k = 0, at = 0; k < n[2]; k++)
    for (let j = 0; j < n[1]; j++)
      for (let i = 0; i < n[0]; i++, at++) {
        const [x, y, z] = [2 * i - 150, 2 * j - 110, 2 * k - 100];
        const inBody = Math.hypot(x / 140, y / 95) < 1;
        const inLung = lungs && Math.hypot((Math.abs(x) - 65) / 45, y / 60, z / 90) < 1;
        const inNodule = Math.hypot(x - 108, y, z) < 8;
        voxels[at] = !inBody ? -1000 : inLung && !inNodule ? -850 : 40;
      }
  return { voxels, size: n, spacing: [2, 2, 2], origin: [-150, -110, -100], direction: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }; // prettier-ignore
}

const at = (mask: LungMask, point: Vector3) => {
  const [i, j, k] = toGrid(mask, point).map(Math.round) as [number, number, number];
  return mask.voxels[i + mask.size[0] * (j + mask.size[1] * k)];
};

describe('lungMask', () => {
  it('holds the lungs and a nodule in the wall, and neither the heart’s place nor the air outside', () => {
    const mask = lungMask(body());
    const expected = (2 * 4 * Math.PI * 45 * 60 * 90) / 3 / 1000;
    expect(Math.abs(mask.millilitres / expected - 1)).toBeLessThan(0.03);
    expect([at(mask, [65, 0, 0]), at(mask, [-65, 0, 0]), at(mask, [106, 0, 0])]).toEqual([1, 1, 1]);
    expect([at(mask, [0, 0, 0]), at(mask, [145, 100, 0]), at(mask, [0, -90, 0])]).toEqual([0, 0, 0]);
  });

  it('says where there are none', () => expect(() => lungMask(body(false))).toThrow(expect.objectContaining({ code: 'NO_LUNGS' })));
});

const real = findData('lidc-idri-0001');
describe.skipIf(!real)('a real chest', () => {
  it('has litres of air, and the nodule of 23 mm within the mask', async () => {
    for await (const { volume } of findVolumes(real!)) {
      const mask = lungMask(volume);
      expect(mask.millilitres).toBeGreaterThan(2500);
      expect(mask.millilitres).toBeLessThan(8000);
      expect(at(mask, [56.2, 86.3, -115.9])).toBe(1);
    }
  });
});

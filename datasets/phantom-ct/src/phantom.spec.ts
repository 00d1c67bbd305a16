import { toGrid, type Vector3, type Volume } from '@casebook/imaging';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inLung } from './anatomy/thorax.js';
import { createPhantom, scanPhantom, UNUSUAL, type Nodule } from './index.js';

const around = ({ centre }: Pick<Nodule, 'centre'>, mm: number) => ({
  low: centre.map((value) => value - mm) as unknown as Vector3,
  high: centre.map((value) => value + mm) as unknown as Vector3,
});
const sha256 = (data: ArrayBufferView) =>
  createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');

/** Mean Hounsfield units within `radius` mm of a point. */
function meanAt(volume: Volume, point: Vector3, radius: number): number {
  const [i, j, k] = toGrid(volume, point);
  const [rx, ry, rz] = volume.spacing.map((mm) => radius / mm) as unknown as Vector3;
  let [sum, count] = [0, 0];
  for (let c = Math.ceil(k - rz); c <= k + rz; c++)
    for (let b = Math.ceil(j - ry); b <= j + ry; b++)
      for (let a = Math.ceil(i - rx); a <= i + rx; a++, count++) sum += volume.voxels[a + volume.size[0] * (b + volume.size[1] * c)]!;
  return sum / count;
}

const many = Array.from({ length: 40 }, (_, n) => createPhantom(100 + n));

describe('a phantom', () => {
  it('is the same for the same seed, voxel by voxel, and another for another', () => {
    const box = { low: [20, -20, 100], high: [60, 20, 120] } as const;
    const digest = (seed: number) => sha256(scanPhantom(createPhantom(seed), { box }).voxels);
    expect(digest(1)).toBe(digest(1));
    expect(digest(1)).not.toBe(digest(2));
  });

  it('has nodules of every kind, in the lungs or at their border, that do not touch each other', () => {
    const nodules = many.flatMap((phantom) => phantom.nodules);
    expect(new Set(nodules.map(({ texture }) => texture)).size).toBe(3);
    expect(new Set(nodules.map(({ attachment }) => attachment)).size).toBe(3);
    for (const { thorax, nodules: own } of many) {
      for (const nodule of own) {
        expect(nodule.diameter).toBeGreaterThanOrEqual(3);
        expect(nodule.diameter).toBeLessThanOrEqual(30);
        expect(inLung(thorax, nodule.centre, -0.5)).toBe(true);
        const nearest = Math.min(
          ...own
            .filter((other) => other !== nodule)
            .map((other) => Math.hypot(...nodule.centre.map((mm, axis) => mm - other.centre[axis]!))),
        );
        expect(nearest).toBeGreaterThan(nodule.diameter);
      }
    }
  });

  it('has diameters around the median, more small ones than large ones', () => {
    const sorted = many.flatMap((phantom) => phantom.nodules.map(({ diameter }) => diameter)).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeGreaterThan(5.5);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(9.5);
  });

  it('has vessels whose cubes of radii are kept at each branching (Murray)', () => {
    const vessels = many[0]!.vessels;
    const childrenOf = (parent: (typeof vessels)[number]) =>
      vessels.filter(({ from }) => from.every((value, axis) => value === parent.to[axis]));
    const branching = vessels.slice(0, 200).map((parent) => ({ parent, children: childrenOf(parent) }));
    const whole = branching.filter(({ children }) => children.length === 2); // elsewhere a child would have left the lung
    expect(whole.length).toBeGreaterThan(20);
    for (const { parent, children } of whole) {
      expect(children.reduce((sum, { radii }) => sum + radii[0] ** 3, 0) / parent.radii[0] ** 3).toBeCloseTo(1, 6);
    }
  });
});

describe('a scan of it', () => {
  it('shows lungs near their density, denser towards the back, and a solid nodule where it is', () => {
    const phantom = many.find(({ nodules }) => nodules.some(({ texture, diameter }) => texture === 'solid' && diameter > 8))!;
    const nodule = phantom.nodules.find(({ texture, diameter }) => texture === 'solid' && diameter > 8)!;
    const volume = scanPhantom(phantom, { box: around(nodule, 12) });
    expect(Math.abs(meanAt(volume, nodule.centre, nodule.diameter / 5) - nodule.density)).toBeLessThan(80);
  });

  it('is grainier and coarser where the settings say so', () => {
    const box = { low: [-5, -5, 40], high: [5, 5, 70] } as const; // in the heart and what is around it
    const spread = ({ voxels }: Volume) => {
      const mean = voxels.reduce((sum, value) => sum + value, 0) / voxels.length;
      return Math.sqrt(voxels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / voxels.length);
    };
    const quiet = { ...UNUSUAL, scanner: { pixel: [0.7, 0.7], slice: [1, 1], blur: [0.5, 0.5], noise: [15, 15] } } as const;
    const loud = { ...quiet, scanner: { ...quiet.scanner, noise: [60, 60] } } as const;
    expect(spread(scanPhantom(createPhantom(5, loud), { box }))).toBeGreaterThan(2 * spread(scanPhantom(createPhantom(5, quiet), { box })));
  });
});

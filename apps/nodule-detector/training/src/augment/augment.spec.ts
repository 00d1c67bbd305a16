import { createRandom } from '@casebook/training';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { changeLook, LOOKS } from './change-look.js';
import { cutCrop, toCrop } from './cut-crop.js';
import { apply, drawPose, type Point, POSES, UPRIGHT } from './pose.js';

const seeds = fc.nat(10_000);

describe('drawPose', () => {
  test.prop([seeds])('has an inverse, keeps right angles, and zooms within its limits', (seed) => {
    const { toScan, toCrop: back, zoom } = drawPose(createRandom(seed));
    const point: Point = [1, -2, 3];
    apply(back, apply(toScan, point)).forEach((value, axis) => expect(value).toBeCloseTo(point[axis]!, 9));
    expect(Math.hypot(...apply(back, point)) / Math.hypot(...point)).toBeCloseTo(zoom, 9);
    expect(zoom).toBeLessThanOrEqual(POSES.zoom);
    expect(zoom).toBeGreaterThanOrEqual(1 / POSES.zoom);
  });

  it('draws each of the 48 ways in which a cube lies on itself', () => {
    const poses = Array.from({ length: 2000 }, (_, seed) => drawPose(createRandom(seed), { ...POSES, free: 0 }));
    expect(new Set(poses.map(({ toScan }) => toScan.flat().map(Math.round).join())).size).toBe(48);
  });
});

const shape: [number, number, number] = [9, 10, 11];
const scan = { shape, data: Int16Array.from({ length: 990 }, (_, n) => ((n * 7919) % 2000) - 1000) };

describe('cutCrop', () => {
  it('copies voxels where nothing is turned, and goes on with the border beyond the scan', () => {
    const crop = cutCrop(scan, [4, 5, 6], 4, UPRIGHT);
    const at = (i: number, j: number, k: number) => scan.data[i + 9 * (j + 10 * k)]!;
    expect([crop[0], crop[1], crop[4], crop[63]]).toEqual([at(2, 3, 4), at(3, 3, 4), at(2, 4, 4), at(5, 6, 7)]);
    expect(cutCrop(scan, [-50, 0, 0], 2, UPRIGHT)[7]).toBe(at(0, 0, 0));
  });

  test.prop([seeds, fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4))])(
    'has a voxel of the scan where toCrop says, however it is turned',
    (seed, offset) => {
      const pose = drawPose(createRandom(seed), { ...POSES, free: 0 });
      const point = offset.map((value) => value + 2) as [number, number, number];
      const [x, y, z] = toCrop(point, [4, 4, 4], 12, pose);
      const crop = cutCrop(scan, [4, 4, 4], 12, pose);
      expect(crop[Math.round(x) + 12 * (Math.round(y) + 12 * Math.round(z))]).toBe(scan.data[point[0] + 9 * (point[1] + 10 * point[2])]);
    },
  );

  test.prop([seeds], { numRuns: 15 })('shows a ball where toCrop says, turned and zoomed freely, as wide as the zoom makes it', (seed) => {
    const pose = drawPose(createRandom(seed), { ...POSES, free: 1 });
    const side = 40;
    const centre: Point = [20, 17, 22];
    const ball = Int16Array.from({ length: side ** 3 }, (_, n) =>
      Math.hypot((n % side) - centre[0], (Math.floor(n / side) % side) - centre[1], Math.floor(n / side / side) - centre[2]) <= 6
        ? 1000
        : 0,
    );
    const crop = cutCrop({ shape: [side, side, side], data: ball }, [20, 20, 20], side, pose);
    const [sum, x, y, z] = crop.reduce<[number, number, number, number]>(
      ([s, a, b, c], value, n) => [
        s + value,
        a + value * (n % side),
        b + value * (Math.floor(n / side) % side),
        c + value * Math.floor(n / side / side),
      ],
      [0, 0, 0, 0],
    );
    toCrop(centre, [20, 20, 20], side, pose).forEach((value, axis) => expect([x, y, z][axis]! / sum).toBeCloseTo(value, 0));
    const voxels = ball.reduce((count, value) => count + value, 0);
    expect(Math.cbrt(sum / voxels)).toBeCloseTo(pose.zoom, 1);
  });
});

describe('changeLook', () => {
  const crop = () => new Float32Array(512).map((_, n) => (n % 8 < 4 ? -850 : 40));

  test.prop([seeds])(
    'is the same for the same seed, moves the mean no further than shift and gain, and keeps what is brighter brighter',
    (seed) => {
      const [one, other] = [crop(), crop()];
      changeLook(one, 8, createRandom(seed));
      changeLook(other, 8, createRandom(seed));
      expect(one).toEqual(other);
      const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(Math.abs(mean(one) - mean(crop()))).toBeLessThan(LOOKS.shift + LOOKS.gain * 600 + 20);
      expect(mean(one.filter((_, n) => n % 8 >= 4))).toBeGreaterThan(mean(one.filter((_, n) => n % 8 < 4)) + 400);
    },
  );

  it('leaves a crop alone where nothing is asked for', () => {
    const same = crop();
    changeLook(same, 8, createRandom(1), { shift: 0, gain: 0, noise: { share: 0, sigma: 0 }, blur: 0 });
    expect(same).toEqual(crop());
  });

  it('keeps the mean of what it blurs, within the crop', () => {
    const point = new Float32Array(512);
    point[4 + 8 * (4 + 8 * 4)] = 1;
    changeLook(point, 8, createRandom(3), { shift: 0, gain: 0, noise: { share: 0, sigma: 0 }, blur: 1 });
    expect(point.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 2);
    expect(Math.max(...point)).toBeLessThan(1);
  });
});

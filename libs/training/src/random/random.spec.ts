import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createRandom } from './random.js';

describe('createRandom', () => {
  test.prop([fc.integer(), fc.nat(60)])('gives the same permutation for the same seed, of all the numbers', (seed, n) => {
    const permutation = createRandom(seed).permutation(n);
    expect(createRandom(seed).permutation(n)).toEqual(permutation);
    expect(Array.from(permutation).sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
  });

  it('draws normals with mean 0 and variance 1, uniforms with mean ½, every integer alike', () => {
    const random = createRandom(5);
    const normals = Array.from({ length: 20_000 }, () => random.normal());
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(mean(normals)).toBeCloseTo(0, 1);
    expect(mean(normals.map((value) => value ** 2))).toBeCloseTo(1, 1);
    expect(mean(Array.from({ length: 20_000 }, () => random.next()))).toBeCloseTo(0.5, 1);
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) counts[random.int(3)]!++;
    counts.forEach((count) => expect(Math.abs(count - 10_000)).toBeLessThan(400)); // five standard deviations
  });

  it('forks into a stream that later draws of the parent do not change', () => {
    const [a, b] = [createRandom(1), createRandom(1)];
    const [childA, childB] = [a.fork(), b.fork()];
    b.next();
    expect(childA.next()).toBe(childB.next());
    expect(childA.next()).not.toBe(a.next());
  });

  it('starts anywhere for neighbouring seeds', () => {
    const firsts = Array.from({ length: 1000 }, (_, seed) => createRandom(seed).next());
    const tenths = new Array<number>(10).fill(0);
    for (const first of firsts) tenths[Math.floor(first * 10)]!++;
    tenths.forEach((count) => expect(Math.abs(count - 100)).toBeLessThan(50)); // five standard deviations
  });
});

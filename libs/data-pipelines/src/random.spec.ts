import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { Random } from './random.js';

const draws = (random: Random, n: number) => Array.from({ length: n }, () => random.uniform());

describe('Random', () => {
  test.prop([fc.integer(), fc.nat(1000)])('forks do not depend on what was drawn before', (seed, i) => {
    const fresh = new Random(seed);
    const used = new Random(seed);
    draws(used, 10);
    expect(draws(fresh.fork(i), 5)).toEqual(draws(used.fork(i), 5));
  });

  it('gives neighbouring seeds unrelated streams', () => {
    const firsts = Array.from({ length: 2000 }, (_, seed) => new Random(seed).uniform());
    const mean = firsts.reduce((a, b) => a + b, 0) / firsts.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.026); // four standard errors of a uniform
    expect(new Set(firsts).size).toBe(2000);
  });

  it('draws in proportion to weights, and never a weight of 0', () => {
    const random = new Random(1);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 40_000; i++) counts[random.weighted([1, 0, 3, 0])]!++;
    expect([counts[1], counts[3]]).toEqual([0, 0]);
    expect(counts[2]! / 40_000).toBeCloseTo(0.75, 1);
  });

  it('has the moments of the distributions it names', () => {
    const random = new Random(2);
    const mean = (draw: () => number) => Array.from({ length: 20_000 }, draw).reduce((a, b) => a + b, 0) / 20_000;
    expect(mean(() => random.normal())).toBeCloseTo(0, 1);
    expect(mean(() => random.normal() ** 2)).toBeCloseTo(1, 1);
    expect(mean(() => random.exponential(3)) / 3).toBeCloseTo(1, 1);
  });
});

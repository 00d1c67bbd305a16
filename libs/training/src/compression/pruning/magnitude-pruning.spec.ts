import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../backend/use-backend.js';
import { magnitudeMask, magnitudePruning } from './magnitude-pruning.js';
import { cubicSparsity } from './sparsity-schedule.js';

beforeAll(() => useBackend('cpu'));

describe('cubicSparsity', () => {
  it('is the polynomial by hand', () => {
    const share = cubicSparsity({ initial: 0.1, final: 0.9, from: 100, to: 200 });
    expect([0, 100, 150, 200, 999].map((step) => Number(share(step).toFixed(6)))).toEqual([0.1, 0.1, 0.8, 0.9, 0.9]); // 0.9 − 0.8 · ½³
    expect(() => cubicSparsity({ final: 1, to: 10 })).toThrow(/final < 1/);
  });

  test.prop([fc.nat(300), fc.nat(300)])('never falls', (a, b) => {
    const share = cubicSparsity({ final: 0.7, from: 20, to: 250 });
    expect(share(Math.max(a, b))).toBeGreaterThanOrEqual(share(Math.min(a, b)));
  });
});

describe('magnitudePruning', () => {
  it('cuts the smallest magnitudes', () => {
    expect(Array.from(magnitudeMask(Float32Array.of(3, -1, 0.5, -4, 1), 2))).toEqual([1, 0, 0, 1, 1]);
  });

  it('holds zeros through updates with moments while the others learn', () => {
    const start = Float32Array.from({ length: 40 }, (_, i) => (i + 1) / 40);
    const w = tf.variable(tf.tensor2d(start, [8, 5]));
    const target = tf.fill([8, 5], 2);
    const pruning = magnitudePruning([w], cubicSparsity({ final: 0.5, to: 20 }));
    const optimiser = tf.train.adam(0.05);
    let before = 0;
    for (let step = 0; step < 60; step++) {
      optimiser.minimize(() => tf.squaredDifference(w, target).sum().asScalar(), false, [w]);
      pruning.apply(step);
      const zeros = w.dataSync().filter((value) => value === 0).length;
      expect(zeros).toBeGreaterThanOrEqual(before);
      before = zeros;
    }
    expect(pruning.sparsity()).toBe(0.5);
    const after = w.dataSync();
    expect(Array.from(after.slice(0, 20))).toEqual(Array(20).fill(0)); // the smallest at the start
    after.slice(20).forEach((value) => expect(value).toBeGreaterThan(1.5));
  });
});

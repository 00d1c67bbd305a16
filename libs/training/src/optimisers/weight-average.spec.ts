import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { WeightAverage } from './weight-average.js';

beforeAll(() => useBackend());

const held = (value = 0) => tf.tidy(() => ({ w: tf.variable(tf.fill([2], value)) }));
const valueOf = (variable: tf.Variable) => variable.dataSync()[0]!;
const follow = (average: WeightAverage, variable: tf.Variable, values: number[]) => {
  for (const value of values) {
    tf.tidy(() => variable.assign(tf.fill([2], value)));
    average.update();
  }
};

describe('WeightAverage', () => {
  test.prop(
    [
      fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 25 }),
      fc.double({ min: 0.2, max: 0.999, noNaN: true }),
      fc.nat(24),
    ],
    { numRuns: 30 },
  )('is Σ dᵗ⁻ⁱ wᵢ / Σ dᵗ⁻ⁱ, also when it is resumed on the way', (values, decay, cut) => {
    const all = held(1e3); // an initial value that must leave no trace
    const first = new WeightAverage(new Map(Object.entries(all)), decay);
    follow(first, all.w, values.slice(0, cut));
    const average = new WeightAverage(new Map(Object.entries(all)), decay);
    average.restore(first.state());
    follow(average, all.w, values.slice(cut));
    const weights = values.map((_, i) => decay ** (values.length - 1 - i));
    const expected = values.reduce((sum, value, i) => sum + value * weights[i]!, 0) / weights.reduce((a, b) => a + b, 0);
    average.swap();
    expect(Math.abs(valueOf(all.w) - expected)).toBeLessThan(2e-5);
    tf.dispose(all);
    first.dispose();
    average.dispose();
  });

  it('puts the weights back bit by bit, also after an error, and refuses to average itself', async () => {
    const all = held(0.1);
    const average = new WeightAverage(new Map(Object.entries(all)), 0.5);
    follow(average, all.w, [0.1, 0.7]);
    const weight = valueOf(all.w);
    const seen = await average.during(async () => {
      expect(() => average.update()).toThrow(expect.objectContaining({ code: 'AVERAGE_SWAPPED' }));
      return valueOf(all.w);
    });
    expect(seen).toBeCloseTo((0.5 * 0.1 + 0.7) / 1.5, 6);
    expect(valueOf(all.w)).toBe(weight);
    await expect(average.during(() => Promise.reject(new Error('no data')))).rejects.toThrow('no data');
    expect(valueOf(all.w)).toBe(weight);
  });

  it('is the weights themselves before the first update, and leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const all = held(3);
    const average = new WeightAverage(new Map(Object.entries(all)), 0.9);
    average.swap();
    expect(valueOf(all.w)).toBe(3);
    average.swap();
    follow(average, all.w, [1, 2, 3]);
    average.dispose();
    tf.dispose(all);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses a decay or a state that is none', () => {
    const all = new Map(Object.entries(held()));
    expect(() => new WeightAverage(all, 1)).toThrow(expect.objectContaining({ code: 'AVERAGE_DECAY' }));
    const average = new WeightAverage(all, 0.9);
    const wrong = { ...average.state(), tensors: { w: tf.ones([3]) } };
    expect(() => average.restore(wrong)).toThrow(expect.objectContaining({ code: 'AVERAGE_STATE' }));
  });
});

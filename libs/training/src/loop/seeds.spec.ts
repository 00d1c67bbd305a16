import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { dropoutState } from '../layers/core/dropout-noise.js';
import { FastDropout } from '../layers/core/fast-dropout.js';
import { deriveSeed, withSeed } from './seeds.js';

beforeAll(() => useBackend('cpu'));

describe('deriveSeed', () => {
  it('scatters neighbouring seeds, epochs and steps', () => {
    const seeds = new Set<number>();
    for (let seed = 0; seed < 20; seed++) for (let a = 0; a < 20; a++) for (let b = 0; b < 20; b++) seeds.add(deriveSeed(seed, a, b));
    expect(seeds.size).toBe(8000);
    const ones = [...seeds].reduce((sum, seed) => sum + (seed.toString(2).replace('-', '').match(/1/g)?.length ?? 0), 0) / 8000;
    expect(Math.abs([...seeds].filter((seed) => seed < 0).length - 4000)).toBeLessThan(5 * Math.sqrt(2000)); // five standard deviations
    expect(ones).toBeGreaterThan(14);
  });

  test.prop([fc.integer(), fc.nat(1e6), fc.nat(1e6)])('is a whole number of 32 bits that only its arguments decide', (seed, a, b) => {
    const derived = deriveSeed(seed, a, b);
    expect(derived).toBe(derived | 0);
    expect(deriveSeed(seed, a, b)).toBe(derived);
    if (a !== b) expect(deriveSeed(seed, b, a)).not.toBe(derived);
  });
});

describe('withSeed', () => {
  const drawn = () => [
    ...tf.dropout(tf.ones([64]), 0.5).dataSync(),
    ...tf.randomNormal([4]).dataSync(),
    ...tf.truncatedNormal([4]).dataSync(),
  ];

  it('decides what TensorFlow.js draws without a seed', () => {
    expect(withSeed(1, drawn)).toEqual(withSeed(1, drawn));
    expect(withSeed(1, drawn)).not.toEqual(withSeed(2, drawn));
  });

  it('decides initial weights and dropout of layers, which a seed of the layer would fix for all steps', () => {
    const weights = () =>
      tf
        .sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4] })] })
        .getWeights()[0]!
        .dataSync();
    expect(withSeed(7, weights)).toEqual(withSeed(7, weights));
    const seeded = tf.layers.dropout({ rate: 0.5, seed: 3 });
    const free = tf.layers.dropout({ rate: 0.5 });
    const mask = (layer: tf.layers.Layer) => (layer.apply(tf.ones([1, 64]), { training: true }) as tf.Tensor).dataSync();
    expect(mask(seeded)).toEqual(mask(seeded)); // the trap of TensorFlow.js 4.22
    const twice = withSeed(7, () => [mask(free), mask(free)]);
    expect(twice[0]).not.toEqual(twice[1]);
    const own = new FastDropout({ rate: 0.5 });
    expect(withSeed(7, () => mask(own))).toEqual(withSeed(7, () => mask(own)));
    expect(withSeed(7, () => mask(own))).not.toEqual(withSeed(8, () => mask(own)));
  });

  it('gives Math.random and the stream of dropout back, also after an error', () => {
    const [before, dropout] = [Math.random, dropoutState()];
    expect(() => withSeed(1, () => { throw new Error('x'); })).toThrow('x'); // prettier-ignore
    expect(Math.random).toBe(before);
    expect(dropoutState()).toEqual(dropout);
  });
});

import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { normals, onnxError, reloadError } from '../layer.fixture.js';
import { dropoutMask, dropoutState, restoreDropout, seedDropout } from './dropout-noise.js';
import { dropout, FastDropout } from './fast-dropout.js';

const model = () => {
  const x = tf.input({ shape: [5] });
  return tf.model({ inputs: x, outputs: new FastDropout({ rate: 0.5 }).apply(x) as tf.SymbolicTensor });
};

describe('dropout', () => {
  beforeAll(() => tf.setBackend('cpu'));

  test.prop([fc.constantFrom(0.1, 0.25, 0.5, 0.9), fc.integer({ min: 0, max: 2 ** 31 }), fc.integer({ min: 0, max: 1 })])(
    'drops the share asked for, scales the rest, and keeps the mean',
    (rate, seed, odd) => {
      seedDropout(seed);
      const size = 20_000 + odd;
      const mask = dropoutMask([size], rate).dataSync();
      const dropped = mask.filter((value) => value === 0).length;
      expect(new Set(mask)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
      expect(Math.abs(dropped - size * rate)).toBeLessThan(6 * Math.sqrt(size * rate * (1 - rate)));
    },
  );

  it('neighbours, masks and seeds know nothing of each other', () => {
    const size = 40_000;
    const centred = () => tf.sub(dropoutMask([size], 0.5), 1);
    const correlation = (a: tf.Tensor, b: tf.Tensor) => Math.abs(tf.mean(tf.mul(a, b)).dataSync()[0]!);
    seedDropout(1);
    const [first, second] = [centred(), centred()];
    seedDropout(2);
    const other = centred();
    const shifted = [1, 2, 3].map((lag) => correlation(first.slice(0, size - lag), first.slice(lag, size - lag)));
    for (const value of [...shifted, correlation(first, second), correlation(first, other)])
      expect(value).toBeLessThan(6 / Math.sqrt(size));
  });

  it('goes on from a kept state with the same masks', () => {
    seedDropout(7);
    dropoutMask([9], 0.5);
    const state = dropoutState();
    const [expected, later] = [dropoutMask([9], 0.5).dataSync(), dropoutMask([9], 0.5).dataSync()];
    restoreDropout(state);
    expect(dropoutMask([9], 0.5).dataSync()).toEqual(expected);
    expect(later).not.toEqual(expected);
  });

  it('acts in training only; its gradient is its mask', () => {
    const x = normals([50], 1);
    expect(dropout(x, 0.5, false)).toBe(x);
    seedDropout(3);
    const state = dropoutState();
    const gradient = tf.grad((value: tf.Tensor) => tf.sum(dropout(value, 0.5, true)))(x);
    restoreDropout(state);
    expect(gradient.dataSync()).toEqual(dropoutMask([50], 0.5).dataSync());
  });

  it('is nothing when predicting, after a reload and in ONNX', async () => {
    const feeds = [normals([3, 5], 1)];
    expect(tf.max(tf.abs(tf.sub(model().predict(feeds[0]!) as tf.Tensor, feeds[0]!))).dataSync()[0]).toBe(0);
    expect(await reloadError(model(), feeds)).toBe(0);
    expect(await onnxError(model(), feeds)).toBe(0);
  });

  it.each([-0.1, 1, Number.NaN])('refuses a rate of %s', (rate) => {
    expect(() => new FastDropout({ rate })).toThrow(expect.objectContaining({ code: 'DROPOUT_RATE' }));
  });
});

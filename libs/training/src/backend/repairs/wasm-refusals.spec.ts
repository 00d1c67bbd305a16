import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../use-backend.js';

const volume = () => tf.ones<tf.Rank.R5>([1, 4, 4, 4, 1]);
const filter = () => tf.ones<tf.Rank.R5>([2, 2, 2, 1, 1]);
const image = () => tf.ones<tf.Rank.R4>([1, 4, 4, 1]);

/** Each of these computed a wrong number, or failed without a word on what to do. */
const wrong: [string, () => unknown][] = [
  ['gradient of conv3d by its input', () => tf.grad((x: tf.Tensor) => tf.sum(tf.conv3d(x as tf.Tensor5D, filter(), 1, 'same')))(volume())],
  ['gradient of conv3d by its filter', () => tf.grad((f: tf.Tensor) => tf.sum(tf.conv3d(volume(), f as tf.Tensor5D, 2, 'same')))(filter())],
  ['conv3dTranspose', () => tf.conv3dTranspose(volume(), filter(), [1, 8, 8, 8, 1], 2, 'same')],
  ['maxPool3d', () => tf.maxPool3d(volume(), 2, 2, 'valid')],
  ['gradient of maxPool', () => tf.grad((x: tf.Tensor) => tf.sum(tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid')))(image())],
  [
    'gradient of conv2d by its filter',
    () => tf.grad((f: tf.Tensor) => tf.sum(tf.conv2d(image(), f as tf.Tensor4D, 1, 'same')))(tf.ones([2, 2, 1, 1])),
  ],
];

describe('on wasm', () => {
  beforeAll(() => useBackend('wasm'));

  it.each(wrong)('%s is refused', (_, ask) => {
    expect(ask).toThrow(
      expect.objectContaining({ code: 'KERNEL_UNAVAILABLE', message: expect.stringContaining('setup:native') as string }),
    );
  });

  it('conv3d forward is right and stays', () => {
    expect(tf.conv3d(volume(), filter(), 2, 'valid').dataSync()[0]).toBe(8);
  });
});

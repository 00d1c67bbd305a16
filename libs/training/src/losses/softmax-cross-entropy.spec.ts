import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends } from '../backend/available-backends.fixture.js';
import { useBackend } from '../backend/use-backend.js';
import { softmaxCrossEntropy } from './softmax-cross-entropy.js';

const inSingleOps = (logits: tf.Tensor, targets: tf.Tensor) => tf.logSoftmax(logits).mul(targets).sum(-1).neg();
const difference = (a: tf.Tensor, b: tf.Tensor) => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]!;

describe.each(await availableBackends())('softmaxCrossEntropy on %s', (backend) => {
  it.each([[[5, 7]], [[2, 3, 4]], [[4, 1]]])('of %j is that of single ops, and so is its gradient', async (shape) => {
    await useBackend(backend);
    const logits = tf.randomNormal(shape, 0, 3, 'float32', 1);
    const targets = tf.softmax(tf.randomNormal(shape, 0, 2, 'float32', 2));
    const weights = tf.randomUniform(shape.slice(0, -1), 0, 2, 'float32', 3);
    expect(difference(softmaxCrossEntropy(logits, targets), inSingleOps(logits, targets))).toBeLessThan(1e-5);
    const slope = (loss: typeof inSingleOps) => tf.grad((z) => loss(z, targets).mul(weights).sum())(logits);
    expect(difference(slope(softmaxCrossEntropy), slope(inSingleOps))).toBeLessThan(1e-5);
  });

  it('is finite for logits of any size', async () => {
    await useBackend(backend);
    const logits = tf.tensor2d([[1e4, -1e4], [-1e30, 0]]); // prettier-ignore
    expect(softmaxCrossEntropy(logits, tf.tensor2d([[0, 1], [0, 1]])).abs().arraySync()).toEqual([2e4, 0]); // prettier-ignore
  });
});

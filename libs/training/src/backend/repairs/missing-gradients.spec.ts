import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';

const losses: [string, (x: tf.Tensor) => tf.Tensor][] = [
  ['TopK', (x) => tf.sum(tf.topk(x, 2).values)],
  ['GatherNd', (x) => tf.sum(tf.gatherND(x, tf.tensor2d([[0, 1]], [1, 2], 'int32')))],
  ['StridedSlice', (x) => tf.sum(tf.stridedSlice(x, [0, 0], [2, 3], [1, 2]))],
];

describe.each(await availableBackends())('a gradient that TensorFlow.js lacks, on %s', (backend) => {
  it.each(losses)('%s: is refused with what to use in its place', async (kernel, loss) => {
    await useBackend(backend);
    const ask = () => tf.grad(loss)(tf.ones([2, 3]));
    expect(ask).toThrow(expect.objectContaining({ code: 'GRADIENT_MISSING', message: expect.stringContaining(kernel) as string }));
  });

  it.each(losses)('%s: computes forward as before', async (_, loss) => {
    await useBackend(backend);
    expect(loss(tf.ones([2, 3])).dataSync()[0]).toBeGreaterThan(0);
  });
});

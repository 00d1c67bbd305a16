import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { batches } from './batches.js';
import { train } from './train.js';

beforeAll(() => useBackend('wasm'));

const relu = tf.getKernel('Relu', 'wasm');
afterEach(() => {
  tf.unregisterKernel('Relu', 'wasm');
  tf.registerKernel(relu!);
});

const run = (selfCheck: boolean) => {
  const w = tf.variable(tf.tensor2d([[0.3, -0.2]]), true, `w${Math.random()}`);
  return train({
    model: { w },
    loss: ({ x }: { x: tf.Tensor2D }) => tf.relu(tf.matMul(x, w)).square().mean().asScalar(),
    data: batches({ samples: 8, batchSize: 4, seed: 1, make: (rows) => ({ x: tf.tensor2d(Float32Array.from(rows), [rows.length, 1]) }) }),
    config: { epochs: 1 },
    output: null,
    selfCheck,
  }).then(
    () => w.dataSync(),
    (error: unknown) => Promise.reject(error),
  );
};

describe('a run that checks itself', () => {
  it('trains as one that does not', async () => {
    expect(await run(true)).toEqual(await run(false));
  });

  it('stops before the first step where a kernel is wrong, and names it', async () => {
    tf.unregisterKernel('Relu', 'wasm');
    tf.registerKernel({ ...relu!, kernelFunc: ({ inputs }) => tf.abs(inputs['x'] as tf.Tensor) });
    await expect(run(true)).rejects.toMatchObject({ code: 'GRADIENT_MISMATCH', message: expect.stringContaining('Relu on wasm') });
  });
});

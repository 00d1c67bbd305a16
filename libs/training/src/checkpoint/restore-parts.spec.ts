import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { modelState } from '../loop/model-weights.js';
import type { Checkpoint } from './checkpoint-format.js';
import { differences, listed } from './differences.js';
import { restoreParts } from './restore-parts.js';

beforeAll(() => useBackend('cpu'));

describe('restoreParts', () => {
  const model = () => ({ w: tf.variable(tf.tensor1d([1, 2])), b: tf.variable(tf.scalar(0)) });
  const checkpoint: Checkpoint = {
    path: 'runs/a/checkpoints/x',
    position: { step: 1, epoch: 0, batch: 1 },
    config: { optimiser: { learningRate: 0.1 } },
    parts: {
      model: {
        tensors: new Map([
          ['w', { dtype: 'F32', shape: [2], data: Float32Array.of(3, 4) }],
          ['b', { dtype: 'F32', shape: [], data: Float32Array.of(5) }],
        ]),
      },
    },
  };

  it('gives each part its own', async () => {
    const weights = model();
    const before = tf.memory().numTensors;
    await restoreParts(checkpoint, { parts: { model: modelState(weights) }, config: checkpoint.config });
    expect([...weights.w.dataSync(), ...weights.b.dataSync()]).toEqual([3, 4, 5]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [
      'CHECKPOINT_OTHER_MODEL',
      () => ({ w: tf.variable(tf.zeros([3])), c: tf.variable(tf.scalar(0)) }),
      checkpoint.config,
      /w is \[2\] there and \[3\] here, b is \[\] there and absent here/,
    ],
    ['CHECKPOINT_OTHER_CONFIG', model, { optimiser: { learningRate: 0.2 } }, /optimiser\.learningRate is 0\.1 there and 0\.2 here/],
  ])('refuses %s and says what differs', async (code, build: () => Record<string, tf.Variable>, config, message) => {
    const other = build();
    const values = Object.values(other).map((variable) => [...variable.dataSync()]);
    const restoring = restoreParts(checkpoint, { parts: { model: modelState(other) }, config });
    await expect(restoring).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(Object.values(other).map((variable) => [...variable.dataSync()])).toEqual(values);
  });

  it('refuses a checkpoint that lacks a part', async () => {
    const random = { state: () => ({}), restore: () => undefined };
    const restoring = restoreParts(checkpoint, { parts: { model: modelState(model()), random }, config: checkpoint.config });
    await expect(restoring).rejects.toMatchObject({
      code: 'CHECKPOINT_OTHER_PARTS',
      message: expect.stringMatching(/keeps model, this one has model, random/),
    });
  });
});

describe('differences', () => {
  it('names the place, also within lists', () => {
    expect(differences({ a: [{ b: 1 }, 2], same: 'x' }, { a: [{ b: 3 }, 2], same: 'x', more: true })).toEqual([
      'a.0.b is 1 there and 3 here',
      'more is absent there and true here',
    ]);
    expect(differences({ a: 1 }, { a: 1 })).toEqual([]);
    expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, and 2 more');
  });
});

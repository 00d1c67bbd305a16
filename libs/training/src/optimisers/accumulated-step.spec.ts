import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { trainStep } from '../loop/train-step.js';
import { accumulatedStep } from './accumulated-step.js';
import { Sgd } from './sgd.js';

beforeAll(() => useBackend());

const WIDTH = 3;
const inputs = fc.array(fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: WIDTH + 1, maxLength: WIDTH + 1 }), { minLength: 3, maxLength: 20 }); // prettier-ignore

describe('accumulatedStep', () => {
  test.prop([inputs, fc.integer({ min: 1, max: 7 }), fc.constantFrom(undefined, 0.05, 100)], { numRuns: 30 })(
    'is the step of the whole batch, whatever the size of the last part',
    (rows, size, clipNorm) => {
      const [one, parts] = [0, 1].map(() => ({ w: tf.variable(tf.ones([WIDTH, 1])), b: tf.variable(tf.scalar(0.5)) }));
      const loss = ({ w, b }: typeof one & object, batch: number[][]) => {
        const x = tf.tensor2d(batch.map((row) => row.slice(0, WIDTH)));
        const y = tf.tensor2d(batch.map((row) => row.slice(WIDTH)));
        return x.matMul(w).add(b).sub(y).square().mean().asScalar();
      };
      const batches = Array.from({ length: Math.ceil(rows.length / size) }, (_, k) => rows.slice(k * size, (k + 1) * size));
      const options = { ...(clipNorm && { clipNorm }) };
      const whole = trainStep({ optimizer: new Sgd({ learningRate: 0.1 }), loss: () => loss(one!, rows), variables: Object.values(one!), ...options }); // prettier-ignore
      const accumulated = accumulatedStep({
        optimizer: new Sgd({ learningRate: 0.1 }),
        batches: batches.map((batch) => ({ loss: () => loss(parts!, batch), examples: batch.length })),
        variables: Object.values(parts!),
        ...options,
      });
      expect(Math.abs(accumulated - whole)).toBeLessThan(1e-5 * Math.max(1, whole));
      const values = (held: object) => Object.values(held).flatMap((variable: tf.Variable) => [...variable.dataSync()]);
      values(parts!).forEach((value, i) => expect(Math.abs(value - values(one!)[i]!)).toBeLessThan(1e-5));
      tf.dispose([Object.values(one!), Object.values(parts!)]);
    },
  );

  it('takes variables that only some parts have, and leaves no tensor behind, also where a loss is NaN', () => {
    const [a, b] = [tf.variable(tf.scalar(1)), tf.variable(tf.scalar(1))];
    const optimizer = new Sgd({ learningRate: 1 });
    const before = tf.memory().numTensors;
    const step = (last: number) =>
      accumulatedStep({
        optimizer,
        batches: [
          { loss: () => a.mul(2).asScalar(), examples: 1 },
          { loss: () => b.mul(last).asScalar(), examples: 3 },
        ],
        variables: [a, b],
      });
    expect(step(4)).toBe((2 + 12) / 4);
    expect([a.dataSync()[0], b.dataSync()[0]]).toEqual([1 - 2 / 4, 1 - 12 / 4]);
    expect(() => step(NaN)).toThrow(expect.objectContaining({ code: 'TRAINING_DIVERGED' }));
    expect(() => accumulatedStep({ optimizer, batches: [] })).toThrow(expect.objectContaining({ code: 'BATCH_EMPTY' }));
    expect([a.dataSync()[0], b.dataSync()[0]]).toEqual([0.5, -2]);
    expect(tf.memory().numTensors).toBe(before);
  });
});

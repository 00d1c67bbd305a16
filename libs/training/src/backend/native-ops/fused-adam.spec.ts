import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { AdamW } from '../../optimisers/adamw.js';
import { wave, whyMissing } from '../available-backends.fixture.js';
import { useBackend } from '../use-backend.js';
import { nativeCpu } from './native-op.js';

const missing = await whyMissing('tensorflow');

/** Weights after some steps, with what the optimiser then remembers. */
async function steps(backend: string, shape: number[], count: number, options: ConstructorParameters<typeof AdamW>[0]): Promise<number[]> {
  await useBackend(backend);
  const size = tf.util.sizeFromShape(shape);
  const weights = tf.variable(tf.tensor(wave(size, 1), shape));
  const optimizer = new AdamW(options);
  for (let t = 0; t < count; t++) tf.tidy(() => optimizer.applyGradients({ [weights.name]: tf.tensor(wave(size, t + 2), shape) }));
  const [, , ...slots] = await optimizer.getWeights();
  const all = [weights, ...slots.map(({ tensor }) => tensor)].flatMap((tensor) => [...tensor.dataSync()]);
  optimizer.dispose();
  weights.dispose();
  return all;
}

describe.skipIf(missing)(`fused Adam${missing ? `: not run, ${missing}` : ''}`, () => {
  beforeAll(() => useBackend('tensorflow'));

  test.prop(
    [
      fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
      fc.integer({ min: 1, max: 4 }),
      fc.record({ weightDecay: fc.constantFrom(0, 0.01, 0.9), epsilonHat: fc.boolean(), learningRate: fc.constantFrom(1e-3, 0.5) }),
    ],
    { numRuns: 15 },
  )('comes to the weights and slots of the cpu engine', async (shape, count, options) => {
    const [ours, theirs] = [await steps('tensorflow', shape, count, options), await steps('cpu', shape, count, options)];
    expect(ours).toHaveLength(theirs.length);
    ours.forEach((value, i) => expect(Math.abs(value - theirs[i]!)).toBeLessThan(2e-6 * Math.max(1, Math.abs(theirs[i]!))));
  });

  it('leaves a clone of the weights what it was, and takes up what others assign', async () => {
    await useBackend('tensorflow');
    expect(nativeCpu()).toBeDefined();
    const weights = tf.variable(tf.tensor2d([[1, 2]]));
    const optimizer = new AdamW({ learningRate: 0.5, weightDecay: 0 });
    const step = () => tf.tidy(() => optimizer.applyGradients({ [weights.name]: tf.tensor2d([[1, -1]]) }));
    step();
    const clone = weights.clone();
    const before = [...clone.dataSync()];
    step();
    expect([...clone.dataSync()]).toEqual(before);
    expect([...weights.dataSync()]).not.toEqual(before);
    weights.assign(tf.tensor2d([[10, 20]]));
    step();
    expect(weights.dataSync()[0]).toBeCloseTo(9.5, 4);
    expect(weights.dataSync()[1]).toBeCloseTo(20.5, 4);
  });

  it('goes over to another variable of the same name, and to another engine', async () => {
    const optimizer = new AdamW({ learningRate: 1, weightDecay: 0 });
    for (const backend of ['tensorflow', 'tensorflow', 'cpu']) {
      await useBackend(backend);
      const weights = tf.variable(tf.zeros([2]), true, 'fused-adam/again');
      tf.tidy(() => optimizer.applyGradients({ [weights.name]: tf.ones([2]) }));
      expect(weights.dataSync()[0]).toBeCloseTo(-1, 4);
      weights.dispose();
    }
    optimizer.dispose();
  });

  it('gives the weights back where a kernel fails', async () => {
    await useBackend('tensorflow');
    const weights = tf.variable(tf.tensor1d([1, 2, 3]));
    const optimizer = new AdamW({ learningRate: 1 });
    expect(() => tf.tidy(() => optimizer.applyGradients({ [weights.name]: tf.ones([2]) }))).toThrow();
    expect([...weights.dataSync()]).toEqual([1, 2, 3]);
  });
});

import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect } from 'vitest';
import { layerError, modelOf, parity } from './parity.fixture.js';

const upTo = (max: number) => fc.integer({ min: 1, max });
const seed = upTo(1e6);
const options = fc.record({ center: fc.boolean(), scale: fc.boolean(), epsilon: fc.constantFrom(1e-3, 1e-5) });
const runs = { numRuns: 15 };
const shapes = [
  [3, 5],
  [2, 4, 5],
  [2, 3, 4, 5],
  [2, 2, 3, 4, 2],
];

describe('normalisations agree with TensorFlow.js to 1e-5', () => {
  test.prop([options, fc.constantFrom(...shapes.slice(0, 3)), seed], runs)('batch, over the last axis', async (args, shape, start) => {
    expect(await layerError(tf.layers.batchNormalization(args), shape, start)).toBeLessThanOrEqual(1e-5);
  });

  // Over other axes the cpu backend is wrong, and five dimensions it does not take: there the formula is the reference.
  test.prop([options, fc.constantFrom(...shapes), upTo(4), seed], runs)('batch, over any axis', async (args, shape, from, start) => {
    const axis = 1 + (from % (shape.length - 1));
    const model = modelOf(tf.layers.batchNormalization({ ...args, axis }), [shape.slice(1)]);
    model.predict = (x) =>
      tf.tidy(() => {
        const along = shape.map((length, i) => (i === axis ? length : 1));
        const weight = (name: string, otherwise: number) =>
          (model.weights.find(({ originalName }) => originalName.endsWith(name))?.read() ?? tf.fill([shape[axis]!], otherwise)).reshape(
            along,
          );
        const normal = tf.sub(x as tf.Tensor, weight('moving_mean', 0)).div(weight('moving_variance', 1).add(args.epsilon).sqrt());
        return normal.mul(weight('gamma', 1)).add(weight('beta', 0));
      });
    expect((await parity(model, [shape], { seed: start })).error).toBeLessThanOrEqual(1e-5);
  });

  test.prop([options, fc.constantFrom(...shapes.slice(0, 3)), seed, fc.nat(3)], runs)(
    'layer, over any axes',
    async (args, shape, start, choice) => {
      const last = shape.length - 1;
      const axis = [-1, [last], shape.length > 2 ? [last - 1, last] : -1, 1][choice]!;
      expect(await layerError(tf.layers.layerNormalization({ ...args, axis }), shape, start)).toBeLessThanOrEqual(1e-5);
    },
  );
});

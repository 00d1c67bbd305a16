import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { modelOf, parity } from './parity.fixture.js';

const upTo = (max: number) => fc.integer({ min: 1, max });
const seed = upTo(1e6);
const runs = { numRuns: 8 };
const errorOf = async (layer: tf.layers.Layer, shapes: number[][], start: number) =>
  (
    await parity(
      modelOf(
        layer,
        shapes.map((shape) => shape.slice(1)),
      ),
      shapes,
      { seed: start },
    )
  ).error;

describe('merging layers agree with TensorFlow.js to 1e-5', () => {
  test.prop([fc.integer({ min: 2, max: 4 }), upTo(4), upTo(4), seed], runs)('element by element', async (count, a, b, start) => {
    const { add, average, multiply, maximum, minimum } = tf.layers;
    for (const make of [add, average, multiply, maximum, minimum]) {
      expect(await errorOf(make() as tf.layers.Layer, new Array<number[]>(count).fill([2, a, b]), start)).toBeLessThanOrEqual(1e-5);
    }
    expect(
      await errorOf(
        tf.layers.add() as tf.layers.Layer,
        [
          [2, a, b],
          [2, b],
        ],
        start,
      ),
    ).toBeLessThanOrEqual(1e-5);
  });

  test.prop([upTo(4), upTo(4), upTo(4), fc.constantFrom(1, 2, -1), seed], runs)('concatenation', async (a, b, c, axis, start) => {
    const shapes =
      axis === 1
        ? [
            [2, a, c],
            [2, b, c],
          ]
        : [
            [2, c, a],
            [2, c, b],
          ];
    expect(await errorOf(tf.layers.concatenate({ axis }) as tf.layers.Layer, shapes, start)).toBe(0);
  });

  test.prop([upTo(4), upTo(4), upTo(4), fc.boolean(), seed], runs)('dot products', async (a, b, common, normalize, start) => {
    const cases: [number | [number, number], number[], number[]][] = [
      [1, [2, common], [2, common]],
      [
        [1, 2],
        [2, common, a],
        [2, b, common],
      ],
      [
        [2, 1],
        [2, a, common],
        [2, common, b],
      ],
      [
        [2, 2],
        [2, a, common],
        [2, b, common],
      ],
      [
        [2, 1],
        [2, a, common],
        [2, common],
      ],
      [
        [1, 1],
        [2, common],
        [2, common, b],
      ],
      [-1, [2, a, common], [2, common]],
    ];
    for (const [axes, ...shapes] of cases) {
      expect(await errorOf(tf.layers.dot({ axes, normalize }) as tf.layers.Layer, shapes, start), String(axes)).toBeLessThanOrEqual(1e-5);
    }
  });
});

it('names a concatenation of which only a part is masked along time', async () => {
  const [ids, dense] = [tf.input({ shape: [3], dtype: 'int32' }), tf.input({ shape: [2, 4] })];
  const embedded = tf.layers.embedding({ inputDim: 5, outputDim: 4, maskZero: true }).apply(ids) as tf.SymbolicTensor;
  const joined = (tf.layers.concatenate({ axis: 1, name: 'joined' }) as tf.layers.Layer).apply([embedded, dense]) as tf.SymbolicTensor;
  await expect(exportOnnx(tf.model({ inputs: [ids, dense], outputs: joined }))).rejects.toThrow(/"joined" \(Concatenate\)/);
});

import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { modelOf, parity } from './parity.fixture.js';

const upTo = (max: number) => fc.integer({ min: 1, max });
const seed = upTo(1e6);
const runs = { numRuns: 8 };

describe('layers of ids agree with TensorFlow.js', () => {
  test.prop([fc.integer({ min: 2, max: 9 }), upTo(5), upTo(6), fc.boolean(), seed], runs)(
    'embedding of int32, int64 and float ids',
    async (rows, width, length, maskZero, start) => {
      const layer = () => tf.layers.embedding({ inputDim: rows, outputDim: width, maskZero });
      const shapes = [[2, length]];
      expect((await parity(modelOf(layer(), [[null]], 'int32'), shapes, { seed: start, ids: rows })).error).toBe(0);
      const model = modelOf(layer(), [[null]], 'int32');
      const inputTypes = { [model.inputNames[0]!]: 'int64' } as const;
      expect((await parity(model, shapes, { seed: start, ids: rows, inputTypes })).error).toBe(0);
      const floats = tf.sequential({ layers: [tf.layers.rescaling({ scale: 0.2, offset: 0.8, inputShape: [length] }), layer()] });
      expect((await parity(floats, shapes, { seed: start })).error).toBe(0); // noise of (−2, 2) becomes ids of 0 and 1
    },
  );

  test.prop([upTo(9), seed], runs)('category encoding', async (numTokens, start) => {
    for (const outputMode of ['multiHot', 'count'] as const) {
      // TensorFlow.js overwrites the length that the layer's input declares by the number of tokens: only that length can be fed.
      const model = modelOf(tf.layers.categoryEncoding({ numTokens, outputMode }), [[numTokens]], 'int32');
      expect((await parity(model, [[3, numTokens]], { seed: start, ids: numTokens })).error, outputMode).toBe(0);
    }
  });
});

it('names a category encoding that is not supported', async () => {
  const model = modelOf(tf.layers.categoryEncoding({ numTokens: 4, outputMode: 'oneHot', name: 'kinds' }), [[3]], 'int32');
  await expect(exportOnnx(model)).rejects.toThrow(/"kinds" \(CategoryEncoding\)/);
});

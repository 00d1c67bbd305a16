import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { dropoutState, restoreDropout, seedDropout } from '../layers/core/dropout-noise.js';
import { normals, onnxError, reloadError } from '../layers/layer.fixture.js';
import { DropPath, dropPathRates } from './drop-path.js';

beforeAll(() => useBackend());

const model = () => {
  const x = tf.input({ shape: [3, 2] });
  const branch = new DropPath({ rate: 0.5 }).apply(x) as tf.SymbolicTensor;
  return tf.model({ inputs: x, outputs: tf.layers.add().apply([x, branch]) as tf.SymbolicTensor });
};
const train = (layer: DropPath, x: tf.Tensor) => [...(layer.apply(x, { training: true }) as tf.Tensor).dataSync()];

describe('DropPath', () => {
  test.prop([fc.constantFrom(0.1, 0.5, 0.8), fc.nat(1000)], { numRuns: 10 })(
    'keeps or drops an example as a whole, and keeps the mean',
    (rate, seed) => {
      tf.tidy(() => {
        seedDropout(seed);
        const rows = 4000;
        const values = train(new DropPath({ rate }), tf.ones([rows, 2, 1]));
        expect(values.every((value, i) => value === values[i - (i % 2)])).toBe(true);
        expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
        const dropped = values.filter((value) => value === 0).length / 2;
        expect(Math.abs(dropped - rows * rate)).toBeLessThan(6 * Math.sqrt(rows * rate * (1 - rate)));
      });
    },
  );

  it('draws anew at each step, and the same again from a kept state', () => {
    const layer = new DropPath({ rate: 0.5 });
    const x = tf.ones([64, 1]);
    seedDropout(3);
    const first = train(layer, x);
    const state = dropoutState();
    const second = train(layer, x);
    expect(second).not.toEqual(first);
    restoreDropout(state);
    expect(train(layer, x)).toEqual(second);
  });

  it('does nothing outside of training, in ONNX, and after loading', async () => {
    const feeds = [normals([4, 3, 2], 1)];
    expect((model().predict(feeds[0]!) as tf.Tensor).dataSync()).toEqual(feeds[0]!.mul(2).dataSync());
    expect(await onnxError(model(), feeds)).toBe(0);
    expect(await reloadError(model(), feeds)).toBe(0);
    expect(() => new DropPath({ rate: 1 })).toThrow(expect.objectContaining({ code: 'DROPOUT_RATE' }));
  });

  it('has rates that rise to the last', () => {
    expect(dropPathRates(4, 0.2)).toEqual([0.05, 0.1, 0.15, 0.2].map((rate) => expect.closeTo(rate, 12)));
  });
});

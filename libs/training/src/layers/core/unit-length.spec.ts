import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../../backend/use-backend.js';
import { gradientError, normals, onnxError, reloadError } from '../layer.fixture.js';
import { UnitLength } from './unit-length.js';

const model = () => {
  const x = tf.input({ shape: [4] });
  return tf.model({ inputs: x, outputs: new UnitLength({}).apply(x) as tf.SymbolicTensor });
};

describe('UnitLength', () => {
  beforeAll(() => useBackend('cpu'));

  it('keeps the direction and makes the length 1; zeros stay zeros', () => {
    const y = new UnitLength({}).apply(tf.tensor2d([[3, 4], [0, 0]])) as tf.Tensor; // prettier-ignore
    y.dataSync().forEach((value, i) => expect(value).toBeCloseTo([0.6, 0.8, 0, 0][i]!, 6));
  });

  it('lets gradients through, survives a reload and exports', async () => {
    const feeds = [normals([3, 4], 1)];
    expect(gradientError(model(), feeds)).toBeLessThan(2e-3);
    expect(await reloadError(model(), feeds)).toBe(0);
    expect(await onnxError(model(), feeds)).toBeLessThan(1e-6);
  });
});

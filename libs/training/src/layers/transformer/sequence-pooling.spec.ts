import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientError, normals, onnxError, predict, reloadError } from '../layer.fixture.js';
import { POOLINGS, SequencePooling, type Pooling } from './sequence-pooling.js';

const model = (mode: Pooling) => {
  const [x, mask] = [tf.input({ shape: [null, 2] }), tf.input({ shape: [null], dtype: 'int32' })];
  return tf.model({ inputs: [x, mask], outputs: new SequencePooling({ mode }).apply([x, mask]) as tf.SymbolicTensor });
};
const mask = () => tf.tensor2d([[1, 1, 0], [1, 0, 0], [0, 0, 0]], [3, 3], 'int32'); // prettier-ignore

describe('SequencePooling', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('takes the first place, or the mean of what is kept', () => {
    const x = tf.tensor3d([1, 2, 3, 4, 99, 99, 5, 6, 99, 99, 99, 99, 7, 8, 99, 99, 99, 99], [3, 3, 2]);
    expect(predict(model('cls'), [x, mask()])[0]!.arraySync()).toEqual([[1, 2], [5, 6], [7, 8]]); // prettier-ignore
    expect(predict(model('mean'), [x, mask()])[0]!.arraySync()).toEqual([[2, 3], [5, 6], [0, 0]]); // prettier-ignore
  });

  it.each(POOLINGS)('%s learns, survives a reload and exports', async (mode) => {
    const feeds = [normals([3, 3, 2], 1), mask()];
    expect(gradientError(model(mode), feeds)).toBeLessThan(1e-3);
    expect(await reloadError(model(mode), feeds)).toBe(0);
    expect(await onnxError(model(mode), feeds)).toBeLessThan(1e-6);
  });

  it('refuses a pooling that it does not know', () => {
    expect(() => model('max' as Pooling)).toThrow(expect.objectContaining({ code: 'POOLING_UNKNOWN' }));
  });
});

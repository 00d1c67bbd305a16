import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkNetworks, exportNetworks } from '../package/export-networks.js';
import { createDetector } from './detector-network.js';
import { detectorLoss } from './detector-loss.js';
import { createReducer } from './reducer-network.js';
import { TINY_DETECTOR, TINY_REDUCER } from './tiny-networks.fixture.js';
import { useTrainingEngine } from './training-engine.fixture.js';

beforeAll(useTrainingEngine);

describe('the networks', () => {
  it('answer for any size, a cell every four voxels', () => {
    const { served, model } = createDetector(TINY_DETECTOR);
    const shapes = (sides: [number, number, number]) =>
      (served.predict(tf.zeros([1, ...sides, 1])) as tf.Tensor[]).map(({ shape }) => shape);
    expect(shapes([16, 32, 48])).toEqual([[1, 4, 8, 12, 1], [1, 4, 8, 12, 3], [1, 4, 8, 12, 1]]); // prettier-ignore
    expect(shapes([32, 16, 16])[0]).toEqual([1, 8, 4, 4, 1]);
    const [logits] = model.predict(tf.zeros([1, 16, 16, 16, 1])) as tf.Tensor[];
    const [heat] = served.predict(tf.zeros([1, 16, 16, 16, 1])) as tf.Tensor[];
    expect(tf.sigmoid(logits!).sub(heat!).abs().max().dataSync()[0]).toBeLessThan(1e-6);
  });

  it('are the same in ONNX at sizes that nothing was made for, and nearly so in halves', async () => {
    const [detector, reducer] = [createDetector(TINY_DETECTOR), createReducer(TINY_REDUCER)];
    const files = await exportNetworks(detector, reducer);
    const worst = await checkNetworks(files, detector, reducer);
    expect(worst.float32).toBeLessThanOrEqual(1e-4);
    expect(worst.float16).toBeLessThanOrEqual(0.05);
    expect(files.detectorHalf.length).toBeLessThan(files.detector.length);
  });

  it('are not written where the file computes something else', async () => {
    const [detector, reducer] = [createDetector(TINY_DETECTOR), createReducer(TINY_REDUCER)];
    const files = await exportNetworks(detector, reducer);
    const other = createDetector({ ...TINY_DETECTOR, seed: 9 });
    await expect(checkNetworks(files, other, reducer)).rejects.toThrow(expect.objectContaining({ code: 'ONNX_MISMATCH' }));
  });

  it('are refused where no level is at the stride of the heat map, or tiles would not fit', () => {
    const refused = expect.objectContaining({ code: 'DETECTOR_CONFIG' });
    const level = { width: 2, blocks: 1, stride: 2 };
    expect(() => createDetector({ ...TINY_DETECTOR, levels: [{ ...level, stride: 3 }] })).toThrow(refused);
    expect(() => createDetector({ ...TINY_DETECTOR, levels: [level, level, level, level] })).toThrow(refused);
    expect(() => createDetector({ ...TINY_DETECTOR, stem: { width: 4, stride: 4 } })).toThrow(refused);
  });
});

describe('detectorLoss', () => {
  it('does not depend on what is in cells of weight 0, and has a gradient for every weight', () => {
    const network = createDetector({ ...TINY_DETECTOR, dropout: 0 });
    const tile = tf.randomUniform([1, 16, 16, 16, 1], 0, 1, 'float32', 1) as tf.Tensor5D;
    const at = (cell: number, value: number) => tf.oneHot(tf.scalar(cell, 'int32'), 64).mul(value).reshape([1, 4, 4, 4, 1]) as tf.Tensor5D;
    const batch = { tile, heat: at(21, 1), weight: tf.sub(1, at(40, 1)) as tf.Tensor5D, shape: tf.ones([1, 4, 4, 4, 4]) as tf.Tensor5D };
    const { value, grads } = tf.variableGrads(() => detectorLoss(network, batch));
    const other = detectorLoss(network, { ...batch, heat: tf.add(batch.heat, at(40, 0.7)) as tf.Tensor5D });
    expect(other.dataSync()[0]).toBeCloseTo(value.dataSync()[0]!, 5);
    expect(Object.keys(grads)).toHaveLength(network.model.trainableWeights.length);
  });
});

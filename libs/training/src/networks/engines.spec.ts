import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { availableBackends } from '../backend/available-backends.fixture.js';
import { useBackend } from '../backend/use-backend.js';
import { normals, randomise } from '../layers/layer.fixture.js';
import { bertEncoder } from './bert-encoder.js';
import { gruClassifier } from './gru-classifier.js';
import { residualCnn3d } from './residual-cnn-3d.js';

const ids = () => tf.tensor2d([[1, 2, 3], [4, 5, 0]], [2, 3], 'int32'); // prettier-ignore
const mask = () => tf.tensor2d([[1, 1, 1], [1, 1, 0]], [2, 3], 'int32'); // prettier-ignore
const networks: Record<string, () => { model: tf.LayersModel; feeds: tf.Tensor[] }> = {
  bertEncoder: () => ({
    model: bertEncoder({ vocabulary: 6, layers: 1, hidden: 8, heads: 2, feedForward: 12, dropout: 0, attentionDropout: 0 }),
    feeds: [ids(), mask()],
  }),
  gruClassifier: () => ({
    model: gruClassifier({ features: 3, units: [4, 3], outputs: 2, masked: true }),
    feeds: [normals([2, 3, 3], 1), mask()],
  }),
  residualCnn3d: () => ({
    model: residualCnn3d({ inputShape: [4, 5, 4, 2], widths: [2, 3], outputs: 1 }),
    feeds: [normals([3, 4, 5, 4, 2], 1)],
  }),
};

/** All gradients of a training step, one after another. */
async function gradients(network: string, backend: string): Promise<number[]> {
  await useBackend(backend);
  return tf.tidy(() => {
    const { model, feeds } = networks[network]!();
    randomise(model, 0.3);
    const output = () => model.apply(feeds.length === 1 ? feeds[0]! : feeds, { training: true }) as tf.Tensor;
    const { grads } = tf.variableGrads(() => tf.mean(tf.square(output())).asScalar());
    return model.trainableWeights.flatMap(({ name }) => [...grads[name]!.dataSync()]);
  });
}

/** wasm has no gradient of conv3d: it is refused by name. */
const able = (await availableBackends()).flatMap(
  (backend) =>
  Object.keys(networks).filter((network) => backend !== 'cpu' && !(backend === 'wasm' && network === 'residualCnn3d')).map((network) => [network, backend] as const), // prettier-ignore
);

describe('a training step', () => {
  it.each(able)('of %s on %s has the gradients of the cpu engine', async (network, backend) => {
    const [found, expected] = [await gradients(network, backend), await gradients(network, 'cpu')];
    expect(found).toHaveLength(expected.length);
    const scale = Math.max(...expected.map(Math.abs));
    expect(Math.max(...found.map((value, i) => Math.abs(value - expected[i]!))) / scale).toBeLessThan(1e-4);
  });
});

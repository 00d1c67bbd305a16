import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { modelWeights, trainableVariables } from './model-weights.js';

beforeAll(() => useBackend('cpu'));

function build() {
  const inner = tf.sequential({ name: 'encoder', layers: [tf.layers.dense({ units: 3, inputShape: [4, 2] }), tf.layers.dense({ units: 2, name: 'out' })] });
  const gru = tf.layers.bidirectional({ layer: tf.layers.gru({ units: 2 }) as tf.RNN, mergeMode: 'concat', name: 'both' });
  return tf.sequential({ layers: [inner, gru, tf.layers.batchNormalization(), tf.layers.dense({ units: 1 }), tf.layers.dense({ units: 1 })] });
} // prettier-ignore

describe('modelWeights', () => {
  it('has names that do not depend on what else the process has built', () => {
    const first = modelWeights(build());
    const second = modelWeights(build());
    expect([...second.keys()]).toEqual([...first.keys()]);
    expect([...first.keys()]).toEqual(
      expect.arrayContaining(['encoder/dense_0/kernel', 'encoder/out/bias', 'both/recurrent_kernel', 'both/recurrent_kernel_1', 'batch_normalization_0/moving_mean', 'dense_1/kernel']),
    );
    expect(first.size).toBe(4 + 6 + 4 + 4);
  }); // prettier-ignore

  it('has the same names and places where a layer is frozen, which is then not trained', () => {
    const model = build();
    const [before, trained] = [[...modelWeights(model)], trainableVariables(model).length];
    model.layers[0]!.trainable = false;
    expect([...modelWeights(model)]).toEqual(before);
    expect(trainableVariables(model).length).toBe(trained - 4);
  });

  it('takes variables of one’s own by the names they are given', () => {
    const w = tf.variable(tf.scalar(1));
    const frozen = tf.variable(tf.scalar(1), false);
    expect([...modelWeights({ w, frozen }).keys()]).toEqual(['w', 'frozen']);
    expect(trainableVariables({ w, frozen })).toEqual([w]);
  });

  it('refuses a model without weights, or with nothing to train', () => {
    expect(() => modelWeights(tf.sequential({ layers: [] }))).toThrow(expect.objectContaining({ code: 'MODEL_NOT_BUILT' }));
    expect(() => modelWeights({})).toThrow(expect.objectContaining({ code: 'MODEL_NOT_BUILT' }));
    expect(() => trainableVariables({ w: tf.variable(tf.scalar(1), false) })).toThrow(
      expect.objectContaining({ code: 'NOTHING_TO_TRAIN' }),
    );
  });
});

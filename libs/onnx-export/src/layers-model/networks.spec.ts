import { fromBinary } from '@bufbuild/protobuf';
import * as tf from '@tensorflow/tfjs';
import { ModelProtoSchema } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { exportOnnx } from './export-onnx.js';
import { bidirectionalText, residualVolumes, smallTransformer } from './networks.fixture.js';
import { parity, randomise } from './parity.fixture.js';

const networks: [string, () => tf.LayersModel, number[], number][] = [
  ['a residual 3-D network', residualVolumes, [2, 8, 8, 8, 1], 0],
  ['a GRU in both directions, with masks', bidirectionalText, [3, 9], 12],
  ['a small transformer', smallTransformer, [4, 6], 20],
];

describe.each(networks)('%s', (_, make, shape, ids) => {
  it('agrees with TensorFlow.js to 1e-5, and to 1e-2 in half precision', async () => {
    for (const seed of [1, 2]) {
      const single = await parity(make(), [shape], { seed, ids });
      expect(single.error).toBeLessThanOrEqual(1e-5);
      const half = await parity(make(), [shape], { seed, ids, precision: 'float16' });
      expect(half.error).toBeLessThanOrEqual(1e-2);
    }
  });
});

describe('exported graphs are clean', () => {
  const opsOf = async (model: tf.LayersModel) =>
    fromBinary(ModelProtoSchema, await exportOnnx(randomise(model, 1))).graph!.node.map((node) => node.opType);

  it('transposes stand at the border of a convolutional network only', async () => {
    const conv = () => tf.layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' });
    const image = tf.input({ shape: [8, 8, 3] });
    const first = conv().apply(image) as tf.SymbolicTensor;
    const second = tf.layers.batchNormalization().apply(conv().apply(first)) as tf.SymbolicTensor;
    const joined = (tf.layers.concatenate() as tf.layers.Layer).apply([first, second]) as tf.SymbolicTensor;
    const pooled = tf.layers
      .maxPooling2d({ poolSize: 2 })
      .apply(tf.layers.prelu({ sharedAxes: [1, 2] }).apply(joined)) as tf.SymbolicTensor;
    const outputs = tf.layers.globalAveragePooling2d({}).apply(tf.layers.upSampling2d({}).apply(pooled)) as tf.SymbolicTensor;
    const model = tf.model({ inputs: image, outputs });
    expect((await opsOf(model)).filter((op) => op === 'Transpose')).toHaveLength(1);
    expect((await parity(model, [[2, 8, 8, 3]])).error).toBeLessThanOrEqual(1e-5);
  });

  it('recurrent layers on top of each other are turned once on the way in and once on the way out', async () => {
    const gru = () => tf.layers.gru({ units: 3, returnSequences: true, recurrentInitializer: 'zeros' });
    const both = tf.layers.bidirectional({ layer: gru() as tf.RNN, mergeMode: 'concat', inputShape: [null, 2] });
    const ops = await opsOf(tf.sequential({ layers: [both, tf.layers.dropout({ rate: 0.2 }), gru(), gru()] }));
    expect(ops.filter((op) => op === 'Transpose')).toHaveLength(2);
  });
});

import { fromBinary } from '@bufbuild/protobuf';
import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { ModelProtoSchema, TensorProto_DataType as Type } from 'onnx-buf';
import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../graph/onnx-graph.js';
import { exportOnnx } from '../layers-model/export-onnx.js';
import { modelOf, parity } from '../layers-model/parity.fixture.js';
import { l2Normalise } from '../layers/normalise.js';
import { runModel } from '../parity.fixture.js';
import { convertToHalf } from './convert-to-half.js';

const size = fc.integer({ min: 1, max: 12 });

describe('convertToHalf', () => {
  test.prop([size, size, size, fc.integer({ min: 1, max: 1e6 })], { numRuns: 10 })(
    'stays within 2⁻⁸ of float32, relative to 1 and above',
    async (batch, inputs, units, seed) => {
      const layer = tf.layers.dense({ units, activation: 'tanh' });
      const { error, shapes } = await parity(modelOf(layer, [[inputs]]), [[batch, inputs]], { seed, precision: 'float16' });
      expect(error).toBeLessThanOrEqual(2 ** -8);
      expect(shapes).toEqual([[batch, units]]);
    },
  );

  it('halves the file, and leaves inputs and outputs float32', async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 64, inputShape: [64], name: 'wide' })] });
    const [single, half] = [await exportOnnx(model), await exportOnnx(model, { precision: 'float16' })];
    expect(half.length).toBeLessThan(0.55 * single.length);
    const { graph } = fromBinary(ModelProtoSchema, half);
    expect(graph!.initializer.map(({ dataType }) => dataType)).toEqual([Type.FLOAT16, Type.FLOAT16]);
    const typeOf = (info: { type?: { value: { case?: string; value?: unknown } } }) =>
      (info.type?.value.value as { elemType: number }).elemType;
    expect([...graph!.input, ...graph!.output].map(typeOf)).toEqual([Type.FLOAT, Type.FLOAT]);
  });

  it('keeps scales of a resize, ids and masks what they are', async () => {
    const upsampling = modelOf(tf.layers.upSampling2d({ interpolation: 'bilinear' }), [[3, 4, 2]]);
    expect((await parity(upsampling, [[2, 3, 4, 2]], { precision: 'float16' })).error).toBeLessThanOrEqual(2 ** -8);
    const embedding = modelOf(tf.layers.embedding({ inputDim: 5000, outputDim: 2 }), [[null]], 'int32');
    expect((await parity(embedding, [[2, 9]], { ids: 5000, precision: 'float16' })).error).toBeLessThanOrEqual(2 ** -8);
  });

  it('does not let a guard against division by zero become zero', async () => {
    const graph = new OnnxGraph('unit');
    const x = graph.input('x', 'float32', ['batch', 3]);
    graph.output(l2Normalise(graph, x), 'y', 'float32', ['batch', 3]);
    const zeros = { x: new Tensor('float32', new Float32Array(3), [1, 3]) };
    expect([...(await runModel(convertToHalf(graph.toBytes()), zeros, 'y'))]).toEqual([0, 0, 0]);
  });

  it('refuses bytes that are no model', () => {
    expect(() => convertToHalf(Uint8Array.of(255, 1, 2))).toThrow(expect.objectContaining({ code: 'ONNX_UNREADABLE' }));
  });
});

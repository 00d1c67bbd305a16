import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { fc, test } from '@fast-check/vitest';
import { CasebookError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { ModelProtoSchema, TensorProto_DataLocation, TensorProtoSchema, type ModelProto } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../graph/onnx-graph.js';
import { exportOnnx } from '../layers-model/export-onnx.js';
import { readOnnxWeights } from './read-onnx-weights.js';

/** A file as torch.onnx.export writes a BERT: folded transposes have no name of their own. */
function anonymous(): Uint8Array {
  const graph = new OnnxGraph('bert');
  const x = graph.input('x', 'float32', ['batch', 2]);
  const kernel = graph.constant(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3], 'onnx::MatMul_7');
  const bias = graph.constant(Float32Array.of(7, 8, 9), [3], 'encoder.query.bias', 'float16');
  const product = graph.node('MatMul', [x, kernel], {}, { name: '/encoder/query/MatMul' });
  const exact = graph.constant(Float64Array.of(0.5), [], 'onnx::Mul_9', 'float64');
  graph.output(graph.node('Add', [product, graph.cast(bias, 'float32')]), 'y', 'float32', ['batch', 3]);
  graph.output(graph.node('Mul', [graph.cast(x, 'float64'), exact], {}, { name: '/scale/Mul' }), 'z', 'float64', ['batch', 2]);
  graph.output(graph.node('Add', [graph.integers([1]), graph.integers([2])]), 'n', 'int64', [1]);
  return graph.toBytes();
}

const changed = (bytes: Uint8Array, change: (model: ModelProto) => void): Uint8Array => {
  const model = fromBinary(ModelProtoSchema, bytes);
  change(model);
  return toBinary(ModelProtoSchema, model);
};

describe('readOnnxWeights', () => {
  it('names what PyTorch left anonymous after the node that reads it', () => {
    expect(Object.fromEntries(readOnnxWeights(anonymous()))).toEqual({
      'encoder.query.weight': { data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3], inputsFirst: true },
      'encoder.query.bias': { data: Float32Array.of(7, 8, 9), shape: [3] },
      'scale.Mul_1': { data: Float32Array.of(0.5), shape: [] },
    });
  });

  it('reads a Buffer, as readFile gives it, as well', () => {
    const pool = Buffer.concat([Buffer.from('x'), anonymous()]).subarray(1); // at an odd address
    expect(readOnnxWeights(pool)).toEqual(readOnnxWeights(anonymous()));
  });

  it('gives back what exportOnnx wrote', async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [null, 3], name: 'head' })] });
    const weights = readOnnxWeights(await exportOnnx(model));
    const [kernel, bias] = model.getWeights();
    expect(weights.get('head/kernel')).toEqual({ data: kernel!.dataSync(), shape: [3, 2], inputsFirst: true });
    expect(weights.get('head/bias')).toEqual({ data: bias!.dataSync(), shape: [2] });
  });

  it('reads values that are listed instead of packed', () => {
    const bytes = changed(anonymous(), ({ graph }) => {
      graph!.initializer.push(create(TensorProtoSchema, { name: 'listed', dims: [2n], dataType: 1, floatData: [1, 2] }));
    });
    expect(readOnnxWeights(bytes).get('listed')).toEqual({ data: Float32Array.of(1, 2), shape: [2] });
  });

  it('refuses what is no model, a tensor of another size, and values in another file', () => {
    expect(() => readOnnxWeights(Uint8Array.of(255, 1, 2))).toThrow(expect.objectContaining({ code: 'ONNX_UNREADABLE' }));
    expect(() => readOnnxWeights(new Uint8Array())).toThrow(expect.objectContaining({ code: 'ONNX_UNREADABLE' }));
    const larger = changed(anonymous(), ({ graph }) => (graph!.initializer[0]!.dims = [2n, 2n ** 60n]));
    expect(() => readOnnxWeights(larger)).toThrow(expect.objectContaining({ code: 'ONNX_TENSOR' }));
    const outside = changed(anonymous(), ({ graph }) => (graph!.initializer[0]!.dataLocation = TensorProto_DataLocation.EXTERNAL));
    expect(() => readOnnxWeights(outside)).toThrow(expect.objectContaining({ code: 'ONNX_EXTERNAL_DATA' }));
  });

  test.prop([fc.nat(1000), fc.nat(1000), fc.integer({ min: 0, max: 255 })], { numRuns: 300 })(
    'answers a damaged file with weights or a typed error',
    (cut, place, byte) => {
      const whole = anonymous();
      const damaged = whole.slice(0, Math.max(1, whole.length - (cut % whole.length)));
      damaged[place % damaged.length] = byte;
      try {
        expect(readOnnxWeights(damaged)).toBeInstanceOf(Map);
      } catch (error) {
        expect(error).toBeInstanceOf(CasebookError);
      }
    },
  );
});

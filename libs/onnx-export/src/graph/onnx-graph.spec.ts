import { fromBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema } from 'onnx-buf';
import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { runModel } from '../parity.fixture.js';
import { OnnxGraph } from './onnx-graph.js';

const twice = () => {
  const graph = new OnnxGraph('twice');
  const x = graph.input('x', 'float32', ['batch', 3]);
  graph.output(graph.node('Mul', [x, graph.scalar(2)]), 'y', 'float32', ['batch', 3]);
  return graph;
};

describe('OnnxGraph', () => {
  it('writes a file that ONNX Runtime runs, at any length of a named dimension', async () => {
    for (const batch of [1, 4]) {
      const x = Float32Array.from({ length: batch * 3 }, (_, i) => i);
      expect(Array.from(await runModel(twice().toBytes(), { x: new Tensor('float32', x, [batch, 3]) }, 'y'))).toEqual(
        Array.from(x, (value) => 2 * value),
      );
    }
  });

  it('carries metadata, operator sets and declared shapes', () => {
    const model = fromBinary(ModelProtoSchema, twice().toBytes({ opset: 18, description: 'doubles', metadata: { contract: 'abc' } }));
    expect(model.metadataProps.map(({ key, value }) => [key, value])).toEqual([['contract', 'abc']]);
    expect(model.opsetImport.map(({ domain, version }) => [domain, version])).toEqual([['', 18n]]);
    const type = model.graph?.input[0]?.type?.value;
    expect(type?.case === 'tensorType' && type.value.shape?.dim.map((dimension) => dimension.value.value)).toEqual(['batch', 3n]);
  });

  it('refuses an edge that does not exist, a taken name, a wrong length and a fractional integer', () => {
    const graph = twice();
    expect(() => graph.node('Relu', ['nowhere'])).toThrow(/reads nowhere/);
    expect(() => graph.input('x', 'float32', [])).toThrow(/taken/);
    expect(() => graph.constant([1, 2, 3], [2, 2])).toThrow(/needs 4/);
    expect(() => graph.node('Softmax', ['x'], { axis: 0.5 })).toThrow(/\{ float: 0.5 \}/);
  });
});

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

  it('leaves out what no output needs, and names outputs without copies', () => {
    const graph = new OnnxGraph('tidy');
    const x = graph.input('x', 'float32', ['batch', 3]);
    const y = graph.node('Relu', [x]);
    graph.node('Add', [y, graph.scalar(1)]);
    const z = graph.node('Neg', [y]);
    const ends = { y, z, again: z, same: x };
    for (const [name, edge] of Object.entries(ends)) graph.output(edge, name, 'float32', ['batch', 3]);
    const { node, initializer } = fromBinary(ModelProtoSchema, graph.toBytes()).graph!;
    expect(node.map(({ opType, input, output }) => [opType, ...input, ...output])).toEqual([
      ['Relu', 'x', 'y'],
      ['Neg', 'y', 'z'],
      ['Identity', 'z', 'again'],
      ['Identity', 'x', 'same'],
    ]);
    expect(initializer).toEqual([]);
  });

  it('names nodes and constants after the scope they are made in', () => {
    const graph = new OnnxGraph('scopes');
    const x = graph.input('x', 'float32', ['batch']);
    const make = () => graph.node('Mul', [x, graph.constant([2], [], graph.nameFor('two'))]);
    const [first, second] = graph.within('outer', () => [graph.within('inner', make), make()]);
    graph.output(graph.node('Add', [first!, second!]), 'y', 'float32', ['batch']);
    const { node, initializer } = fromBinary(ModelProtoSchema, graph.toBytes()).graph!;
    expect(node.map(({ name }) => name).slice(0, 2)).toEqual(['outer/inner/Mul', 'outer/Mul']);
    expect(initializer.map(({ name }) => name)).toEqual(['outer/inner/two', 'outer/two']);
  });

  it('stores constants of every type, and knows the types of edges', () => {
    const graph = new OnnxGraph('types');
    const stored = [
      graph.constant(Int8Array.of(-1, 2), [2]),
      graph.constant(Uint8Array.of(255), [1]),
      graph.constant([1.5], [1], 'half', 'float16'),
      graph.constant([1, 0], [2], 'flags', 'bool'),
      graph.constant(Int32Array.of(-7), [1], 'bias', 'int32'),
      graph.constant(BigInt64Array.of(2n ** 40n), [1]),
      graph.constant(Float64Array.of(0.1), [1]),
    ];
    expect(stored.map((edge) => graph.typeOf(edge))).toEqual(['int8', 'uint8', 'float16', 'bool', 'int32', 'int64', 'float64']);
    stored.forEach((edge, i) => graph.output(edge, `y${i}`, graph.typeOf(edge), ['n']));
    const bytes = fromBinary(ModelProtoSchema, graph.toBytes()).graph!.initializer.map(({ rawData }) =>
      Buffer.from(rawData).toString('hex'),
    );
    // numpy.array([...], dtype).tobytes().hex()
    expect(bytes).toEqual(['ff02', 'ff', '003e', '0100', 'f9ffffff', '0000000000010000', '9a9999999999b93f']);
    expect(graph.cast(stored[0]!, 'int8')).toBe(stored[0]);
    expect(graph.typeOf(graph.node('Greater', [graph.cast(stored[0]!, 'float32'), graph.scalar(0)]))).toBe('bool');
  });
});

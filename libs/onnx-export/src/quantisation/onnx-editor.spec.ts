import { fromBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../graph/onnx-graph.js';
import { makeNode, OnnxEditor } from './onnx-editor.js';
import { floatValues, tensorProto } from './tensor-data.js';

const graph = new OnnxGraph('sum');
const x = graph.input('x', 'float32', ['rows', 2]);
graph.output(graph.node('Add', [x, graph.constant([1, 2], [2], 'bias')]), 'y', 'float32', ['rows', 2]);
const bytes = graph.toBytes();

describe('OnnxEditor', () => {
  it('writes what it read, and drops constants that nothing reads', () => {
    const editor = new OnnxEditor(bytes);
    expect(editor.toBytes()).toEqual(new Uint8Array(bytes));
    const sum = editor.consumers('bias')[0]!;
    editor.replace(sum, [makeNode('Identity', ['x'], sum.output)]);
    const after = fromBinary(ModelProtoSchema, editor.toBytes()).graph!;
    expect(after.initializer).toEqual([]);
    expect(after.node.map(({ opType }) => opType)).not.toContain('Add');
  });

  it('sees Constant nodes as constants, and inputs with a default not', () => {
    const editor = new OnnxEditor(bytes);
    const tensor = tensorProto('', Float32Array.of(5), []);
    const constant = makeNode('Constant', [], 'five');
    constant.attribute.push({ ...attribute(), name: 'value', t: tensor });
    editor.graph.node.unshift(constant);
    const again = new OnnxEditor(editor.toBytes());
    expect(floatValues(again.weight('five')!)).toEqual(Float32Array.of(5));
    editor.graph.input.push({ ...editor.graph.input[0]!, name: 'bias' });
    expect(new OnnxEditor(editor.toBytes()).weight('bias')).toBeUndefined();
  });

  it('never repeats a name', () => {
    const editor = new OnnxEditor(bytes);
    expect([editor.fresh('x'), editor.fresh('x'), editor.fresh('new')]).toEqual(['x_2', 'x_3', 'new']);
  });
});

const attribute = () => makeNode('Cast', [], 'cast', { to: 1 }).attribute[0]!;

import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../graph/onnx-graph.js';
import { modelSize } from './model-size.js';
import { storeHalf } from './store-weights.js';

const graph = new OnnxGraph('product');
const x = graph.input('x', 'float32', ['rows', 32]);
const kernel = Float32Array.from({ length: 32 * 16 }, (_, i) => (i % 4 === 0 ? i + 1 : 0));
const product = graph.node('MatMul', [x, graph.constant(kernel, [32, 16])]);
graph.output(graph.node('Reshape', [product, graph.integers([-1])]), 'y', 'float32', ['n']);

describe('modelSize', () => {
  it('counts numbers, zeros apart, and bytes; shapes do not count', () => {
    const bytes = graph.toBytes();
    const { gzipBytes, ...rest } = modelSize(bytes);
    expect(rest).toEqual({ parameters: 512, nonzero: 128, bytes: bytes.length });
    expect(gzipBytes).toBeLessThan(bytes.length);
    expect(modelSize(storeHalf(bytes))).toMatchObject({ parameters: 512, nonzero: 128 });
  });
});

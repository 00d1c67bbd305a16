import { fc, test } from '@fast-check/vitest';
import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../graph/onnx-graph.js';
import { furthest, noise, runModel } from '../parity.fixture.js';
import { integerProduct, rangeOf } from './integer-arithmetic.fixture.js';
import { transpose } from './products.js';
import { quantiseDynamic } from './quantise-dynamic.js';
import { quantiseWeights } from './scales.js';
import { executedOperators } from './simplify.js';

const [inputs, units] = [37, 19];
const kernel = noise(inputs * units, 1);
const bias = noise(units, 2);

const matMul = (withBias = true) => {
  const graph = new OnnxGraph('matmul');
  const x = graph.input('x', 'float32', ['rows', inputs]);
  const product = graph.node('MatMul', [x, graph.constant(kernel, [inputs, units])], {}, { name: 'product' });
  graph.output(withBias ? graph.node('Add', [product, graph.constant(bias, [units])]) : product, 'y', 'float32', ['rows', units]);
  return graph.toBytes();
};
const gemm = () => {
  const graph = new OnnxGraph('gemm');
  const x = graph.input('x', 'float32', ['rows', inputs]);
  const [w, b] = [graph.constant(transpose(kernel, inputs, units), [units, inputs]), graph.constant(bias, [units])];
  graph.output(graph.node('Gemm', [x, w, b], { transB: 1, alpha: { float: 0.5 }, beta: { float: 2 } }), 'y', 'float32', []);
  return graph.toBytes();
};
const rows = (data: Float32Array) => ({ x: new Tensor('float32', data, [data.length / inputs, inputs]) });

describe('quantiseDynamic', () => {
  test.prop([fc.integer({ min: 1, max: 9 }), fc.integer({ min: 3, max: 1000 }), fc.constantFrom(0.01, 1, 300)], { numRuns: 15 })(
    'equals the integer arithmetic by hand: MatMul and Gemm of any scale',
    async (count, seed, factor) => {
      const x = noise(count * inputs, seed).map((value) => value * factor);
      const range = rangeOf(x);
      const cases = [
        { bytes: matMul(), expected: integerProduct({ x, kernel, inputs, units, range }), b: bias },
        {
          bytes: gemm(),
          expected: integerProduct({ x, kernel: kernel.map((w) => 0.5 * w), inputs, units, range }),
          b: bias.map((value) => 2 * value),
        },
      ];
      for (const { bytes, expected, b } of cases) {
        const y = await runModel(quantiseDynamic(bytes), rows(x), 'y');
        const byHand = expected.sums.map((sum, i) => sum * expected.scales[i % units]! + b[i % units]!);
        expect(furthest(y, byHand)).toBeLessThan(2e-5 * factor);
      }
    },
  );

  it('does not saturate where every activation and every weight is the largest', async () => {
    // 255 · 127 twice does not fit the 16 bits of x64 without VNNI; 255 · 64 does, which is why weights have 7 bits unless told.
    const graph = new OnnxGraph('largest');
    const x = graph.input('x', 'float32', ['rows', 64]);
    graph.output(graph.node('MatMul', [x, graph.constant(new Float32Array(64 * 8).fill(-3), [64, 8])]), 'y', 'float32', []);
    const feeds = { x: new Tensor('float32', new Float32Array(5 * 64).fill(2), [5, 64]) };
    expect(furthest(await runModel(quantiseDynamic(graph.toBytes()), feeds, 'y'), new Float32Array(40).fill(-384))).toBeLessThan(1e-3);
  });

  it('becomes one fused kernel, and a shared input is measured once', async () => {
    expect(await executedOperators(quantiseDynamic(matMul()))).toEqual({ DynamicQuantizeMatMul: 1 });
    const graph = new OnnxGraph('two heads');
    const x = graph.input('x', 'float32', ['rows', inputs]);
    for (const name of ['a', 'b']) {
      graph.output(graph.node('MatMul', [x, graph.constant(kernel, [inputs, units], `w${name}`)]), name, 'float32', []);
    }
    expect(await executedOperators(quantiseDynamic(graph.toBytes()))).toEqual({ DynamicQuantizeLinear: 1, MatMulIntegerToFloat: 2 });
  });

  it('reads embeddings from int8 rows, each with its own scale', async () => {
    const [vocabulary, width] = [50, 16];
    const table = noise(vocabulary * width, 5).map((value, i) => value * (1 + Math.floor(i / width)));
    const graph = new OnnxGraph('embedding');
    const ids = graph.input('ids', 'int64', ['batch', 'length']);
    graph.output(graph.node('Gather', [graph.constant(table, [vocabulary, width]), ids]), 'y', 'float32', []);
    const bytes = graph.toBytes();
    const quantised = quantiseDynamic(bytes);
    const y = await runModel(quantised, { ids: new Tensor('int64', BigInt64Array.of(0n, 49n, 7n, 7n), [2, 2]) }, 'y');
    const { values, scales } = quantiseWeights(table, [vocabulary, width], 0, 8);
    const byHand = [0, 49, 7, 7].flatMap((row) =>
      Array.from(values.slice(row * width, (row + 1) * width), (value) => value * scales[row]!),
    );
    expect(furthest(y, byHand)).toBeLessThan(1e-5);
    expect(quantised.length).toBeLessThan(bytes.length * 0.6);
  });

  it('leaves out what it is told, and refuses names that do not exist', async () => {
    const left = quantiseDynamic(matMul(), { leaveOut: ['product'] });
    expect(await executedOperators(left)).not.toHaveProperty('DynamicQuantizeMatMul');
    expect(quantiseDynamic(matMul(), { operators: ['Gather'] })).toEqual(left);
    expect(() => quantiseDynamic(matMul(), { leaveOut: ['prodct'] })).toThrow(/no node prodct/);
  });

  it('refuses what is no model, an old operator set and weights that are not numbers', () => {
    expect(() => quantiseDynamic(Uint8Array.of(1, 2, 3))).toThrow(/no ONNX/);
    const graph = new OnnxGraph('bad');
    const x = graph.input('x', 'float32', ['rows', 2]);
    graph.output(graph.node('MatMul', [x, graph.constant([1, NaN, 3, 4], [2, 2])]), 'y', 'float32', []);
    expect(() => quantiseDynamic(graph.toBytes({ opset: 12 }))).toThrow(/operator set 12: export it with 13/);
    expect(() => quantiseDynamic(graph.toBytes())).toThrow(/diverged/);
  });
});

import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../graph/onnx-graph.js';
import { furthest, noise, runModel } from '../parity.fixture.js';
import { fromUint8, integerProduct, rangeOf, requantise, toUint8, windows } from './integer-arithmetic.fixture.js';
import { transpose } from './products.js';
import { quantiseStatic } from './quantise-static.js';
import { activationScale } from './scales.js';
import { executedOperators } from './simplify.js';

const tensor = (data: Float32Array, shape: number[]) => new Tensor('float32', data, shape);

/** y = f(x) as a file, its calibration on x itself, and the float answer. */
async function quantised(shape: number[], x: Float32Array, build: (graph: OnnxGraph, x: string) => string) {
  const graph = new OnnxGraph('layer');
  const input = graph.input('x', 'float32', shape.map((length, axis) => (axis === 0 ? 'batch' : length))); // prettier-ignore
  graph.output(build(graph, input), 'y', 'float32', []);
  const feeds = { x: tensor(x, shape) };
  const exact = await runModel(graph.toBytes(), feeds, 'y');
  const bytes = await quantiseStatic(graph.toBytes(), { calibration: [feeds] });
  return { exact, y: await runModel(bytes, feeds, 'y'), kernels: await executedOperators(bytes) };
}

describe('quantiseStatic', () => {
  it('MatMul of a sequence: integer sums, answers in floats, its bias in floats', async () => {
    const [inputs, units] = [33, 10];
    const [x, kernel, bias] = [noise(4 * inputs, 1), noise(inputs * units, 2), noise(units, 3)];
    const { y, kernels } = await quantised([2, 2, inputs], x, (graph, input) =>
      graph.node('Add', [graph.node('MatMul', [input, graph.constant(kernel, [inputs, units])]), graph.constant(bias, [units])]),
    );
    const { sums, scales } = integerProduct({ x, kernel, inputs, units, range: rangeOf(x) });
    expect(furthest(y, sums.map((sum, i) => sum * scales[i % units]! + bias[i % units]!))).toBeLessThan(1e-5); // prettier-ignore
    expect(kernels).toEqual({ QuantizeLinear: 1, MatMulIntegerToFloat: 1, Add: 1 });
  });

  it('MatMul of a matrix becomes a Gemm with its bias in int32', async () => {
    const [inputs, units] = [33, 10];
    const [x, kernel, bias] = [noise(4 * inputs, 1), noise(inputs * units, 2), noise(units, 3)];
    const { y, kernels } = await quantised([4, inputs], x, (graph, input) =>
      graph.node('Add', [graph.node('MatMul', [input, graph.constant(kernel, [inputs, units])]), graph.constant(bias, [units])]),
    );
    const { sums, scales } = integerProduct({ x, kernel, inputs, units, bias, range: rangeOf(x) });
    expect(furthest(y, sums.map((sum, i) => sum * scales[i % units]!))).toBeLessThan(1e-5); // prettier-ignore
    expect(kernels).toEqual({ QuantizeLinear: 1, QGemm: 1 });
  });

  it('Gemm after Gemm: the first answers in uint8, with its ReLU; biases are int32', async () => {
    const [inputs, hidden, units] = [33, 24, 10];
    const [x, first, second] = [noise(4 * inputs, 1), noise(inputs * hidden, 2), noise(hidden * units, 3)];
    const [a, b] = [noise(hidden, 4), noise(units, 5)];
    const floats: Float32Array[] = [];
    const { y, kernels } = await quantised([4, inputs], x, (graph, input) => {
      const h = graph.node('Gemm', [input, graph.constant(first, [inputs, hidden]), graph.constant(a, [hidden])]);
      const w = graph.constant(transpose(second, hidden, units), [units, hidden]);
      return graph.node('Gemm', [graph.node('Relu', [h]), w, graph.constant(b, [units])], { transB: 1 });
    });
    await quantised([4, inputs], x, (graph, input) =>
      graph.node('Relu', [graph.node('Gemm', [input, graph.constant(first, [inputs, hidden]), graph.constant(a, [hidden])])]),
    ).then(({ exact }) => floats.push(exact));
    const between = activationScale(rangeOf(floats[0]!));
    const one = integerProduct({ x, kernel: first, inputs, units: hidden, bias: a, range: rangeOf(x) });
    const h = fromUint8(
      requantise(one.sums, (i) => one.scales[i % hidden]! / between.scale, between),
      between,
    );
    const two = integerProduct({ x: h, kernel: second, inputs: hidden, units, bias: b, range: rangeOf(floats[0]!) });
    expect(furthest(y, two.sums.map((sum, i) => sum * two.scales[i % units]!))).toBeLessThan(1e-5); // prettier-ignore
    expect(kernels).toEqual({ QuantizeLinear: 1, QGemm: 2 });
  });

  it.each([
    { name: '1-D', size: [20], kernel: [5] },
    { name: '2-D', size: [9, 8], kernel: [3, 3] },
    { name: '3-D', size: [5, 6, 4], kernel: [3, 2, 3] },
  ])('Conv $name with bias and ReLU: an integer kernel from and to uint8', async ({ size, kernel }) => {
    const [channels, filters] = [3, 7];
    const volume = (box: number[]) => box.reduce((a, b) => a * b, 1);
    const inputs = channels * volume(kernel);
    const [x, weights, bias] = [noise(channels * volume(size), 1), noise(filters * inputs, 2), noise(filters, 3)];
    const { exact, y, kernels } = await quantised([1, channels, ...size], x, (graph, input) =>
      graph.node('Relu', [
        graph.node('Conv', [input, graph.constant(weights, [filters, channels, ...kernel]), graph.constant(bias, [filters])]),
      ]),
    );
    const rows = windows(x, channels, size, kernel);
    const product = integerProduct({
      x: rows,
      kernel: transpose(weights, filters, inputs),
      inputs,
      units: filters,
      bias,
      range: rangeOf(x),
    });
    const out = activationScale(rangeOf(exact));
    const answers = fromUint8(
      requantise(product.sums, (i) => product.scales[i % filters]! / out.scale, out),
      out,
    );
    expect(furthest(y, transpose(answers, rows.length / inputs, filters))).toBeLessThan(1e-5);
    expect(kernels).toEqual({ QuantizeLinear: 1, QLinearConv: 1, DequantizeLinear: 1 });
  });

  it('a residual block and its pooling stay in integers, with one scale through the pooling', async () => {
    const x = noise(2 * 4 * 8 * 8, 1);
    const conv = (graph: OnnxGraph, input: string, seed: number) =>
      graph.node('Conv', [input, graph.constant(noise(4 * 4 * 9, seed), [4, 4, 3, 3])], { pads: [1, 1, 1, 1] });
    const { exact, y, kernels } = await quantised([2, 4, 8, 8], x, (graph, input) => {
      const first = graph.node('Relu', [conv(graph, input, 2)]);
      const sum = graph.node('Relu', [graph.node('Add', [conv(graph, first, 3), first])]);
      return conv(graph, graph.node('MaxPool', [sum], { kernel_shape: [2, 2], strides: [2, 2] }), 4);
    });
    expect(kernels).toEqual({ QuantizeLinear: 1, QLinearConv: 3, QLinearAdd: 1, MaxPool: 1, DequantizeLinear: 1 });
    const error = Math.hypot(...exact.map((value, i) => value - y[i]!)) / Math.hypot(...exact);
    expect(error).toBeLessThan(0.03);
  });

  it('QLinearAdd equals the integer arithmetic by hand', async () => {
    const [x, weights] = [noise(3 * 25, 1), Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)];
    const { exact, y } = await quantised([1, 3, 5, 5], x, (graph, input) =>
      graph.node('Add', [graph.node('Conv', [input, graph.constant(weights, [3, 3, 1, 1])]), input]),
    );
    const [input, out] = [activationScale(rangeOf(x)), activationScale(rangeOf(exact))];
    const one = fromUint8(toUint8(x, input), input); // the convolution is the identity
    const byHand = fromUint8(toUint8(one.map((value) => value + value), out), out); // prettier-ignore
    expect(furthest(y, byHand)).toBeLessThan(out.scale * 1.001); // ONNX Runtime's fused sum may round a tie the other way
    expect(Array.from(y).filter((value, i) => Math.abs(value - byHand[i]!) > 1e-5).length).toBeLessThan(4);
  });

  it('says what to do without calibration inputs, and with values that are not finite', async () => {
    const graph = new OnnxGraph('layer');
    const input = graph.input('x', 'float32', ['batch', 2]);
    graph.output(graph.node('MatMul', [input, graph.constant([1, 2, 3, 4], [2, 2])]), 'y', 'float32', []);
    await expect(quantiseStatic(graph.toBytes(), { calibration: [] })).rejects.toThrow(/some hundred/);
    const broken = { x: tensor(Float32Array.of(NaN, 1), [1, 2]) };
    await expect(quantiseStatic(graph.toBytes(), { calibration: [broken] })).rejects.toThrow(/Edge x has no finite/);
  });
});

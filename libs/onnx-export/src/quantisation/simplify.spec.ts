import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../graph/onnx-graph.js';
import { furthest, noise, runModel } from '../parity.fixture.js';
import { quantiseStatic } from './quantise-static.js';
import { executedOperators, simplify } from './simplify.js';

const graph = new OnnxGraph('conv and norm');
const image = graph.input('x', 'float32', ['batch', 2, 6, 6]);
const convolved = graph.node('Conv', [image, graph.constant(noise(4 * 2 * 9, 1), [4, 2, 3, 3])]);
const positive = noise(4, 5).map((value) => 1 + Math.abs(value));
const statistics = [positive, noise(4, 2), noise(4, 3), positive].map((data) => graph.constant(data, [4]));
graph.output(graph.node('Relu', [graph.node('BatchNormalization', [convolved, ...statistics])]), 'y', 'float32', []);
const bytes = graph.toBytes();
const feeds = { x: new Tensor('float32', noise(2 * 2 * 36, 7), [2, 2, 6, 6]) };

describe('simplify', () => {
  it('folds batch normalisation into the convolution, with the same answer', async () => {
    const plain = await simplify(bytes);
    expect(Object.keys(await executedOperators(plain))).not.toContain('BatchNormalization');
    expect(furthest(await runModel(plain, feeds, 'y'), await runModel(bytes, feeds, 'y'))).toBeLessThan(1e-5);
  });

  it('lets the pair become one integer kernel', async () => {
    const int8 = await quantiseStatic(bytes, { calibration: [feeds] });
    expect(await executedOperators(int8)).toEqual({ QuantizeLinear: 1, QLinearConv: 1, DequantizeLinear: 1 });
  });

  it('refuses what ONNX Runtime refuses', async () => {
    const bad = new OnnxGraph('bad');
    bad.output(bad.node('Nonsense', [bad.input('x', 'float32', [1])]), 'y', 'float32', [1]);
    await expect(simplify(bad.toBytes())).rejects.toThrow(/ONNX Runtime refuses the model .*Nonsense/s);
  });
});

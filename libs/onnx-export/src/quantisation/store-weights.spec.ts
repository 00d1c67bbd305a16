import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../graph/onnx-graph.js';
import { furthest, noise, runModel } from '../parity.fixture.js';
import { quantiseDynamic } from './quantise-dynamic.js';
import { quantiseWeights } from './scales.js';
import { storeHalf, storeInt8 } from './store-weights.js';

const [inputs, units] = [64, 32];
const kernel = noise(inputs * units, 1);
const model = (weights = kernel) => {
  const graph = new OnnxGraph('product');
  const x = graph.input('x', 'float32', ['rows', inputs]);
  graph.output(graph.node('MatMul', [x, graph.constant(weights, [inputs, units], 'w')]), 'y', 'float32', []);
  return graph.toBytes();
};
const unit = {
  x: new Tensor(
    'float32',
    Float32Array.from({ length: inputs * inputs }, (_, i) => (i % (inputs + 1) === 0 ? 1 : 0)),
    [inputs, inputs],
  ),
};

describe('storeHalf', () => {
  it('halves the file; each weight is the nearest half-precision number', async () => {
    const half = storeHalf(model());
    expect(half.length).toBeLessThan(model().length * 0.56);
    const y = await runModel(half, unit, 'y'); // the identity times the kernel: the kernel
    kernel.forEach((weight, i) => expect(Math.abs(y[i]! - weight)).toBeLessThanOrEqual(Math.max(Math.abs(weight) * 2 ** -11, 2 ** -25)));
  });

  it('reads a Buffer that lies anywhere in memory', () => {
    const bytes = model();
    const shifted = Buffer.alloc(bytes.length + 1);
    shifted.set(bytes, 1);
    expect(storeHalf(shifted.subarray(1))).toEqual(storeHalf(bytes));
  });

  it('keeps a constant that has values beyond the largest half', () => {
    const large = kernel.map((weight) => weight * 1e6);
    expect(storeHalf(model(large)).length).toBeGreaterThan(large.byteLength);
  });
});

describe('storeInt8', () => {
  it('stores a quarter, and restores scale · integer per column', async () => {
    const stored = storeInt8(model());
    expect(stored.length).toBeLessThan(model().length * 0.33);
    const { values, scales } = quantiseWeights(kernel, [inputs, units], 1, 8);
    expect(
      furthest(
        await runModel(stored, unit, 'y'),
        Float32Array.from(values, (value, i) => value * scales[i % units]!),
      ),
    ).toBeLessThan(1e-6);
  });

  it('leaves small constants and what is quantised already', () => {
    expect(storeInt8(model(), { atLeast: 4096 })).toEqual(quantiseDynamic(model(), { operators: [] }));
    const dynamic = quantiseDynamic(model());
    expect(storeHalf(storeInt8(dynamic))).toEqual(dynamic);
  });
});

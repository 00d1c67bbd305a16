import { OnnxGraph, type Feeds } from '@casebook/onnx-export';
import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random/random.js';
import { compress, type CompressionOptions } from './compress.js';
import { networkStep, quantiseDynamicStep, quantiseStaticStep, storeHalfStep, storeInt8Step } from './compression-step.js';
import { formatCompression } from './compression-table.js';
import { latencies, median } from './latency.js';

/** A "network" here is the kernel of one product. */
const random = createRandom(1);
const kernel = Float32Array.from({ length: 64 * 32 }, () => random.normal());
const x: Feeds = {
  x: new Tensor(
    'float32',
    Float32Array.from({ length: 8 * 64 }, () => random.normal()),
    [8, 64],
  ),
};

const toOnnx = async (network: Float32Array) => {
  const graph = new OnnxGraph('product');
  graph.output(graph.node('MatMul', [graph.input('x', 'float32', ['rows', 64]), graph.constant(network, [64, 32])]), 'y', 'float32', []);
  return graph.toBytes();
};
const options = (steps: CompressionOptions<Float32Array>['steps']): CompressionOptions<Float32Array> => ({
  network: kernel,
  toOnnx,
  steps,
  evaluate: async (onnx) => ({ accuracy: onnx.length < 3000 ? 0.8 : 0.9 }),
  bound: { metric: 'accuracy', loseAtMost: 0.15 },
  calibration: [x],
  latency: { inputs: [x], rounds: 5 },
});
const half = (network: Float32Array) => network.map((value, i) => (i % 2 === 0 ? 0 : value));

describe('compress', () => {
  it('measures each step against the uncompressed model, in branches', async () => {
    const { rows, stages } = await compress(
      options([
        networkStep('pruned', half),
        quantiseDynamicStep(),
        quantiseStaticStep({ from: 'pruned' }),
        storeHalfStep({ from: 'pruned' }),
        storeInt8Step({ from: 'pruned' }),
      ]),
    );
    expect(rows.map(({ system, load }) => [system, load])).toEqual([
      ['uncompressed', ''],
      ['pruned', 'from uncompressed'],
      ['int8 dynamic', 'from pruned'],
      ['int8 static', 'from pruned'],
      ['fp16 weights', 'from pruned'],
      ['int8 weights', 'from pruned'],
    ]);
    const [whole, pruned, dynamic] = rows.map(({ metrics }) => metrics);
    expect(whole).toMatchObject({
      accuracy: 0.9,
      parameters: 2048,
      nonzero: 2048,
      bytes_ratio: 1,
      p50_ms_ratio: 1,
      p50_ms_1_thread_ratio: 1,
    });
    expect(pruned).toMatchObject({ parameters: 2048, nonzero: 1024, bytes: whole!['bytes'] });
    expect(pruned!['gzip_bytes']).toBeLessThan(0.7 * whole!['gzip_bytes']!);
    expect(dynamic!['accuracy']).toBe(0.8);
    expect(dynamic!['bytes_ratio']).toBeLessThan(0.36);
    expect(rows.every(({ metrics }) => metrics['p50_ms']! > 0 && metrics['p50_ms_1_thread']! > 0)).toBe(true);
    expect(stages.get('pruned')!.network).toEqual(half(kernel));
    expect(formatCompression(rows, { markdown: true })).toMatch(/\| int8 dynamic +\| pruned +\| +0.800 \| /);
  });

  it('refuses at once when quality falls below the bound, with the rows so far', async () => {
    const strict = { ...options([quantiseDynamicStep(), storeHalfStep()]), bound: { metric: 'accuracy', loseAtMost: 0.05 } };
    await expect(compress(strict)).rejects.toMatchObject({
      code: 'COMPRESSION_QUALITY',
      message: expect.stringMatching(/int8 dynamic: accuracy is 0.8000, below 0.8500/),
      details: { rows: [{ system: 'uncompressed' }, { system: 'int8 dynamic' }] },
    });
    await expect(compress({ ...strict, bound: { metric: 'accuracy', atLeast: 0.95 } })).rejects.toThrow(/uncompressed: accuracy is 0.9000/);
    await expect(compress({ ...strict, evaluate: async () => ({ accuracy: NaN }) })).rejects.toThrow(/accuracy is NaN/);
    await expect(compress({ ...strict, bound: { metric: 'f1' } })).rejects.toThrow(/does not answer f1/);
  });

  it('refuses steps in an order that cannot work, before anything runs', async () => {
    await expect(compress(options([quantiseDynamicStep(), networkStep('pruned', half)]))).rejects.toThrow(/networks first, files last/);
    await expect(compress(options([quantiseDynamicStep({ from: 'pruned' })]))).rejects.toThrow(/goes on from pruned/);
    await expect(compress(options([storeHalfStep(), storeHalfStep()]))).rejects.toThrow(/name of an earlier one/);
  });
});

describe('latencies', () => {
  it('measures models side by side', async () => {
    const onnx = await toOnnx(kernel);
    const result = await latencies(new Map([['a', onnx], ['b', onnx]]), { inputs: [x], rounds: 3, threads: 1 }); // prettier-ignore
    expect([...result.keys()]).toEqual(['a', 'b']);
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});

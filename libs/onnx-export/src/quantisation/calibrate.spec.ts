import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../graph/onnx-graph.js';
import { noise } from '../parity.fixture.js';
import { calibrate } from './calibrate.js';

const graph = new OnnxGraph('two steps');
const x = graph.input('x', 'float32', ['rows', 4]);
const middle = graph.node('Mul', [x, graph.scalar(3)]);
graph.output(graph.node('Relu', [middle]), 'y', 'float32', []);
const bytes = graph.toBytes();
const runs = [1, 2, 3].map((seed) => noise(400, seed));
const inputs = runs.map((data) => ({ x: new Tensor('float32', data, [100, 4]) }));
const all = runs.flatMap((run) => Array.from(run)).sort((a, b) => a - b);

describe('calibrate', () => {
  it('finds extremes over all runs, of inputs, inner edges and outputs', async () => {
    const ranges = await calibrate(bytes, inputs, ['x', middle, 'y']);
    expect(ranges.get('x')).toEqual({ min: all[0], max: all.at(-1) });
    expect(ranges.get(middle)).toEqual({ min: Math.fround(3 * all[0]!), max: Math.fround(3 * all.at(-1)!) });
    expect(ranges.get('y')).toEqual({ min: 0, max: Math.fround(3 * all.at(-1)!) });
  });

  it('a percentile is the one of sorted values, to a bin', async () => {
    const range = (await calibrate(bytes, inputs, ['x'], { percentile: 90 })).get('x')!;
    expect(range.min).toBeCloseTo(all[60]!, 2);
    expect(range.max).toBeCloseTo(all.at(-61)!, 2);
  });

  it('entropy stays within the extremes', async () => {
    const { min, max } = (await calibrate(bytes, inputs, [middle], 'entropy')).get(middle)!;
    expect(min).toBeGreaterThanOrEqual(Math.fround(3 * all[0]!));
    expect(max).toBeLessThanOrEqual(Math.fround(3 * all.at(-1)!));
    expect(max - min).toBeGreaterThan(3);
  });
});

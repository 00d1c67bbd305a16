import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from '../graph/onnx-graph.js';
import { noise } from '../parity.fixture.js';
import { compareLayers } from './compare-layers.js';
import { quantiseDynamic } from './quantise-dynamic.js';

/** Three products; an outlier among the second one's weights costs its column all resolution. */
function network({ outlier = 1, scale = 1 } = {}) {
  const graph = new OnnxGraph('chain');
  let edge = graph.input('x', 'float32', ['rows', 16]);
  for (const [layer, name] of ['first', 'second', 'third'].entries()) {
    const kernel = noise(256, layer + 1);
    if (name === 'second') for (let column = 0; column < 16; column++) kernel[column] = outlier;
    edge = graph.node('Tanh', [graph.node('MatMul', [edge, graph.constant(kernel.map((w) => w * scale), [16, 16])], {}, { name })]); // prettier-ignore
  }
  graph.output(edge, 'y', 'float32', []);
  return graph.toBytes();
}
const x = noise(64 * 16, 9).map((value, i) => (i % 16 === 0 ? value * 0.001 : value));
const inputs = [{ x: new Tensor('float32', x, [64, 16]) }];

describe('compareLayers', () => {
  it('finds no error where nothing changed', async () => {
    const { layers, served } = await compareLayers(network(), network(), inputs);
    expect(layers.map(({ sqnr, maxAbs }) => [sqnr, maxAbs])).toEqual(layers.map(() => [Infinity, 0]));
    expect(served).toEqual([{ output: 'y', sqnr: Infinity, maxAbs: 0 }]);
  });

  it('agrees with the ratio by hand', async () => {
    // Doubling an answer is noise as large as the signal, 0 dB; a tenth more is 20 dB.
    const times = (factor: number) => {
      const graph = new OnnxGraph('times');
      graph.output(
        graph.node('Mul', [graph.input('x', 'float32', ['rows', 16]), graph.scalar(factor)], {}, { name: 'times' }),
        'y',
        'float32',
        [],
      );
      return graph.toBytes();
    };
    expect((await compareLayers(times(1), times(2), inputs)).layers[0]!.sqnr).toBeCloseTo(0, 6);
    expect((await compareLayers(times(1), times(1.1), inputs)).served[0]!.sqnr).toBeCloseTo(20, 4);
  });

  it('names the node that costs most; left out, it adds nothing of its own', async () => {
    const fp32 = network({ outlier: 60 });
    const { worst } = await compareLayers(fp32, quantiseDynamic(fp32), inputs);
    expect(worst[0]!.node).toBe('second');
    const without = await compareLayers(fp32, quantiseDynamic(fp32, { leaveOut: ['second'] }), inputs);
    const second = without.layers.find(({ node }) => node === 'second')!;
    expect(second.ownSqnr).toBe(Infinity);
    expect(second.sqnr).toBeLessThan(80); // what the first one gave it
    expect(without.worst.map(({ node }) => node).slice(0, 2).sort()).toEqual(['first', 'third']); // prettier-ignore
  });

  it('refuses models that have nothing in common', async () => {
    const graph = new OnnxGraph('other');
    graph.output(graph.input('x', 'float32', ['rows', 16]), 'z', 'float32', []);
    await expect(compareLayers(network(), graph.toBytes(), inputs)).rejects.toThrow(/share no edge/);
  });
});

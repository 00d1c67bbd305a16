import { OnnxGraph } from '@casebook/onnx-export';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { networkCost } from './network-cost.js';

it('counts the operations of a convolution', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'casebook-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const graph = new OnnxGraph('one convolution');
  const tile = graph.input('tile', 'float32', ['n', 'd', 'h', 'w', 1]);
  const channels = graph.node('Transpose', [tile], { perm: [0, 4, 1, 2, 3] });
  const kernel = graph.constant(new Float32Array(8 * 27).fill(0.1), [8, 1, 3, 3, 3]);
  const heat = graph.node('Conv', [channels, kernel], { kernel_shape: [3, 3, 3], strides: [4, 4, 4], pads: [1, 1, 1, 1, 1, 1] });
  graph.output(heat, 'heat', 'float32', ['n', 8, 'x', 'y', 'z']);
  const file = join(folder, 'one.onnx');
  writeFileSync(file, graph.toBytes());
  const { gflop, gflop_per_s, peak_gflop_per_s, share_of_peak } = await networkCost(file, folder);
  expect(gflop).toBeCloseTo((2 * 32 ** 3 * 8 * 27) / 1e9, 9);
  expect(share_of_peak).toBeCloseTo(gflop_per_s! / peak_gflop_per_s!, 9);
});

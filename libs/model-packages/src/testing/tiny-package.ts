/** A complete, small package for specs. */
import type { PackageContents } from '../write-package.js';
import { doublingOnnx } from './tiny-onnx.js';

export const CONTRACT_HASH = 'c'.repeat(64);

export const tinyPackage = (changes: Partial<PackageContents> = {}): PackageContents => ({
  name: 'tiny-model',
  version: '1.0.0',
  createdAt: '2026-01-01T00:00:00Z',
  description: 'Doubles.',
  contract: { name: 'tiny-contract', hash: CONTRACT_HASH },
  data: { name: 'none', sha256: 'd'.repeat(64), split: { kind: 'temporal', before: '2026-01-01' }, seed: 1 },
  metrics: [{ model: 'casebook', n: 10, metrics: { 'recall@20': { value: 0.2, low: 0.1, high: 0.3 } } }],
  training: { epochs: 1 },
  licence: { spdx: 'Apache-2.0', attribution: [] },
  files: {
    'doubler.onnx': doublingOnnx(),
    'reference.json': JSON.stringify({ formatVersion: 1, rows: 2, columns: [] }),
    'MODEL_CARD.md': '# Doubler\n',
  },
  ...changes,
});

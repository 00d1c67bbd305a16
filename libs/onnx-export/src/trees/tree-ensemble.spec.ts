import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { runModel } from '../parity.fixture.js';
import { treeEnsembleModel, type TreeEnsemble } from './tree-ensemble.js';

/** x0 ≤ 1.5 (missing left) → (x1 ≤ 0 (missing right) → −1 | 2) | 10; and a second tree that is one leaf of .25. */
const ensemble: TreeEnsemble = {
  columns: 2,
  baseScore: 0.5,
  trees: [
    {
      feature: [0, 1, -1, -1, -1],
      threshold: [1.5, 0, 0, 0, 0],
      left: [1, 2, -1, -1, -1],
      right: [4, 3, -1, -1, -1],
      missingLeft: [1, 0, 0, 0, 0],
      value: [0, 0, -1, 2, 10],
    },
    { feature: [-1], threshold: [0], left: [-1], right: [-1], missingLeft: [0], value: [0.25] },
  ],
};
const rows = Float32Array.of(1.5, 0, 1.5, 0.1, 1.6, 0, NaN, -3, NaN, NaN, 0, NaN);
const byHand = [-0.25, 2.75, 10.75, -0.25, 2.75, 2.75];
const feeds = { features: new Tensor('float32', rows, [6, 2]) };

describe('treeEnsembleModel', () => {
  it('takes the side of each threshold and of each missing value that the tree says', async () => {
    expect(Array.from(await runModel(treeEnsembleModel(ensemble), feeds, 'score'))).toEqual(byHand);
  });

  it('answers probabilities where asked', async () => {
    const answer = await runModel(treeEnsembleModel(ensemble, { probability: true, output: 'probability' }), feeds, 'probability');
    answer.forEach((value, i) => expect(value).toBeCloseTo(1 / (1 + Math.exp(-byHand[i]!)), 6));
  });

  it('refuses an ensemble of no trees', () => {
    expect(() => treeEnsembleModel({ columns: 2, baseScore: 0, trees: [] })).toThrow(/no tree/);
  });
});

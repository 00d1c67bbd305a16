import { fc, test } from '@fast-check/vitest';
import { treeEnsembleModel, type EnsembleTree } from '@casebook/onnx-export';
import { describe, expect, it, vi } from 'vitest';
import { Session } from '../sessions/session.js';
import { matmulModel } from '../top-k/matmul-model.js';
import { TreeScorer } from './tree-scorer.js';

const COLUMNS = 7;

/** A tree grown by splitting leaves drawn at random; thresholds are few, so that values lie on them often. */
const tree = (most: number): fc.Arbitrary<EnsembleTree> =>
  fc
    .array(fc.record({ leaf: fc.nat(), column: fc.nat(COLUMNS - 1), threshold: fc.integer({ min: -3, max: 3 }), missingLeft: fc.nat(1) }), {
      maxLength: most - 1,
    })
    .chain((splits) =>
      fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: splits.length + 1, maxLength: splits.length + 1 }).map((values) => {
        const nodes = { feature: [-1], threshold: [0], left: [-1], right: [-1], missingLeft: [0], value: [0] };
        for (const { leaf, column, threshold, missingLeft } of splits) {
          const leaves = [...nodes.feature.keys()].filter((node) => nodes.feature[node] === -1);
          const node = leaves[leaf % leaves.length]!;
          const next = nodes.feature.length;
          nodes.feature[node] = column;
          nodes.threshold[node] = threshold / 2;
          nodes.missingLeft[node] = missingLeft;
          nodes.left[node] = next;
          nodes.right[node] = next + 1;
          for (const list of Object.values(nodes))
            list.push(
              list === nodes.feature || list === nodes.left || list === nodes.right ? -1 : 0,
              list === nodes.feature || list === nodes.left || list === nodes.right ? -1 : 0,
            );
        }
        let given = 0;
        nodes.feature.forEach((column, node) => column < 0 && (nodes.value[node] = values[given++]!));
        return nodes;
      }),
    );
const value = fc.oneof(
  fc.constant(NaN),
  fc.integer({ min: -4, max: 4 }).map((half) => half / 2),
  fc.constantFrom(Infinity, -Infinity, -0),
);
const rowsOf = fc.array(fc.array(value, { minLength: COLUMNS, maxLength: COLUMNS }), { minLength: 1, maxLength: 40 });

async function byOnnxRuntime(model: Uint8Array, rows: number[][]): Promise<Float32Array> {
  const signature = {
    inputs: [{ name: 'features', dtype: 'float32' as const, shape: ['n', COLUMNS] }],
    outputs: [{ name: 'score', dtype: 'float32' as const, shape: ['n', 1] }],
  };
  const session = await Session.open('trees', { bytes: model, ...signature });
  const { score } = await session.run({
    features: { dtype: 'float32', shape: [rows.length, COLUMNS], data: Float32Array.from(rows.flat()) },
  });
  await session.release();
  return score!.data as Float32Array;
}

function byScorer(scorer: TreeScorer, rows: number[][]): Float32Array {
  const { data, stride } = scorer.features(rows.length);
  rows.forEach((row, r) => row.forEach((number, c) => (data[c * stride + r] = number)));
  return scorer.score(rows.length).slice();
}

vi.setConfig({ testTimeout: 30_000 });

describe('TreeScorer', () => {
  test.prop([fc.array(tree(80), { minLength: 1, maxLength: 6 }), rowsOf, fc.float({ min: -1, max: 1, noNaN: true })], { numRuns: 60 })(
    'scores as ONNX Runtime does, missing values, ties and trees of more than 32 leaves among them',
    async (trees, rows, baseScore) => {
      const model = treeEnsembleModel({ columns: COLUMNS, baseScore, trees });
      const expected = await byOnnxRuntime(model, rows);
      const scores = byScorer(TreeScorer.open(model, { width: COLUMNS })!, rows);
      expect(scores).toHaveLength(rows.length);
      expect(Math.max(...scores.map((score, r) => Math.abs(score - expected[r]!)))).toBeLessThan(1e-5);
    },
  );

  test.prop([fc.array(tree(20), { minLength: 1, maxLength: 4 }), rowsOf], { numRuns: 30 })(
    'scores the same where rows share values in some columns and it is told so',
    (trees, rows) => {
      const model = treeEnsembleModel({ columns: COLUMNS, baseScore: 0, trees });
      for (const row of rows) for (const column of [2, 3]) row[column] = rows[0]![column]!;
      const scorer = TreeScorer.open(model, { width: COLUMNS, shared: [2, 4] })!;
      expect(byScorer(scorer, rows)).toEqual(byScorer(TreeScorer.open(model, { width: COLUMNS })!, rows));
    },
  );

  it('gives each of many rows its own score, again and again, in any number', () => {
    const trees = [
      { feature: [0, -1, -1], threshold: [50, 0, 0], left: [1, -1, -1], right: [2, -1, -1], missingLeft: [0, 0, 0], value: [0, -1, 1] },
    ];
    const scorer = TreeScorer.open(treeEnsembleModel({ columns: 1, baseScore: 0, trees }))!;
    for (const count of [1, 16, 17, 1000, 100_000, 3]) {
      const scores = byScorer(
        scorer,
        Array.from({ length: count }, (_, row) => [row % 101]),
      );
      expect(scores.every((score, row) => score === (row % 101 > 50 ? 1 : -1))).toBe(true);
    }
  });

  it('leaves models that are no tree ensemble, and paths longer than a word, to ONNX Runtime', () => {
    expect(TreeScorer.open(matmulModel())).toBeUndefined();
    const depth = 40;
    const nodes = Array.from({ length: 2 * depth + 1 }, (_, node) => node);
    const inner = (node: number) => node % 2 === 0 && node < 2 * depth;
    const chain = {
      feature: nodes.map((node) => (inner(node) ? 0 : -1)),
      threshold: nodes.map((node) => -node),
      left: nodes.map((node) => (inner(node) ? node + 2 : -1)),
      right: nodes.map((node) => (inner(node) ? node + 1 : -1)),
      missingLeft: nodes.map(() => 0),
      value: nodes.map((node) => node),
    };
    expect(TreeScorer.open(treeEnsembleModel({ columns: 1, baseScore: 0, trees: [chain] }))).toBeUndefined();
  });
});

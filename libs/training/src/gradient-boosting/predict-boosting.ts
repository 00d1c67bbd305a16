/** Scores of a boosted model. */
import { InvalidInputError } from '@casebook/core';
import type { TreeEnsemble } from '@casebook/onnx-export';

/**
 * baseScore + Σ over trees of the leaf that each row falls into: log-odds for `logistic`, a rank score for `lambdarank`.
 *
 * @param features rows × model.columns, row-major, NaN where missing
 * @throws {InvalidInputError} `BOOSTING_SHAPE` where the features have another length
 */
export function predictBoosting(model: TreeEnsemble, features: Float32Array, rows: number): Float64Array {
  if (features.length !== rows * model.columns) {
    throw new InvalidInputError(
      'BOOSTING_SHAPE',
      `The model takes ${model.columns} columns: ${rows} rows need ${rows * model.columns} values, not ${features.length}.`,
    );
  }
  const scores = new Float64Array(rows).fill(model.baseScore);
  addTreeScores(model, features, rows, scores);
  return scores;
}

/** Adds the answers of the trees from `first` on to the scores. */
export function addTreeScores(
  { columns, trees }: TreeEnsemble,
  features: Float32Array,
  rows: number,
  scores: Float64Array,
  first = 0,
): void {
  for (const tree of trees.slice(first)) {
    // Typed copies: the walk below is several times faster on them than on the model's plain lists.
    const feature = Int32Array.from(tree.feature);
    const threshold = Float32Array.from(tree.threshold);
    const left = Int32Array.from(tree.left);
    const right = Int32Array.from(tree.right);
    const missingLeft = Uint8Array.from(tree.missingLeft);
    const value = Float64Array.from(tree.value);
    for (let row = 0; row < rows; row++) {
      let node = 0;
      for (let column = feature[0]!; column >= 0; column = feature[node]!) {
        const x = features[row * columns + column]!;
        const isLeft = x <= threshold[node]! || (missingLeft[node] === 1 && x !== x);
        node = isLeft ? left[node]! : right[node]!;
      }
      scores[row]! += value[node]!;
    }
  }
}

/** Scores the rows that a tree was not grown on, by their bins. */
import type { BoostedTree } from './boosting.types.js';
import { missingBin, type BinnedMatrix } from './feature-bins.js';

/**
 * Adds the tree's answer to the score of every row that is not in `grownOn`.
 * @param grownOn ascending row numbers
 */
export function scoreOtherRows(tree: BoostedTree, { rows, columns, bins }: BinnedMatrix, grownOn: Int32Array, scores: Float64Array): void {
  const lastLeft = tree.feature.map((column, node) => (column < 0 ? -1 : lastLeftBin(bins[column]!.bounds, tree.threshold[node]!)));
  let next = 0;
  for (let row = 0; row < rows; row++) {
    if (grownOn[next] === row) {
      next++;
      continue;
    }
    let node = 0;
    for (let column = tree.feature[0]!; column >= 0; column = tree.feature[node]!) {
      const bin = columns[column]![row]!;
      const isLeft = bin === missingBin(bins[column]!) ? tree.missingLeft[node] === 1 : bin <= lastLeft[node]!;
      node = isLeft ? tree.left[node]! : tree.right[node]!;
    }
    scores[row]! += tree.value[node]!;
  }
}

/** A threshold that is no bound of a bin stands above all values. */
function lastLeftBin(bounds: Float32Array, threshold: number): number {
  const bin = bounds.indexOf(threshold);
  return bin < 0 ? bounds.length : bin;
}

/** The best way to cut a leaf in two, by the second-order gain of Chen & Guestrin 2016 (XGBoost), eq. 7. */
import { missingBin, type ColumnBins } from './feature-bins.js';
import { COLUMN_SLOTS } from './histogram.js';

export interface Split {
  column: number;
  /** The last bin that goes left. */
  bin: number;
  missingLeft: boolean;
  gain: number;
  leftGradient: number;
  leftHessian: number;
}

export interface LeafSums {
  gradient: number;
  hessian: number;
  rows: number;
}

export interface SplitLimits {
  l2: number;
  minGain: number;
  minRowsInLeaf: number;
  minHessianInLeaf: number;
}

/** Searches all columns; undefined where no allowed split gains more than `minGain`. */
export function bestSplit(
  histogram: Float64Array,
  bins: readonly ColumnBins[],
  columns: Int32Array,
  leaf: LeafSums,
  limits: SplitLimits,
): Split | undefined {
  const { gradient, hessian } = leaf;
  const { l2, minRowsInLeaf, minHessianInLeaf } = limits;
  // Rows are not counted by bin: a bin's rows are estimated by its share of the hessian, as LightGBM does.
  const least = Math.max(minHessianInLeaf, ((minRowsInLeaf - 0.5) * hessian) / leaf.rows);
  const parent = (gradient * gradient) / (hessian + l2);
  let best: Split | undefined;
  let bestGain = limits.minGain;

  const consider = (column: number, bin: number, missingLeft: boolean, leftGradient: number, leftHessian: number): void => {
    const rightHessian = hessian - leftHessian;
    if (leftHessian < least || rightHessian < least) return;
    const rightGradient = gradient - leftGradient;
    const gain = (leftGradient * leftGradient) / (leftHessian + l2) + (rightGradient * rightGradient) / (rightHessian + l2) - parent;
    if (gain > bestGain) {
      bestGain = gain;
      best = { column, bin, missingLeft, gain, leftGradient, leftHessian };
    }
  };

  for (const column of columns) {
    const base = column * COLUMN_SLOTS;
    const { hasMissing } = bins[column]!;
    const missing = missingBin(bins[column]!);
    const missingGradient = hasMissing ? histogram[base + 2 * missing]! : 0;
    const missingHessian = hasMissing ? histogram[base + 2 * missing + 1]! : 0;
    let leftGradient = 0;
    let leftHessian = 0;
    const last = hasMissing ? missing : missing - 1; // with missing values, "all values | missing" is a split too
    for (let bin = 0; bin < last; bin++) {
      leftGradient += histogram[base + 2 * bin]!;
      leftHessian += histogram[base + 2 * bin + 1]!;
      // Where a column had no missing value to learn from, one met later goes with the heavier side.
      consider(column, bin, !hasMissing && leftHessian > hessian / 2, leftGradient, leftHessian);
      if (hasMissing) consider(column, bin, true, leftGradient + missingGradient, leftHessian + missingHessian);
    }
  }
  return best;
}

/** Grows one regression tree on gradients and hessians, always splitting the leaf that gains most (leaf-wise, as LightGBM). */
import type { BoostedTree } from './boosting.types.js';
import { bestSplit, type LeafSums, type Split, type SplitLimits } from './best-split.js';
import { missingBin, type BinnedMatrix } from './feature-bins.js';
import { COLUMN_SLOTS, fillHistogram, subtractHistogram } from './histogram.js';
import { scoreOtherRows } from './score-other-rows.js';

export interface GrowerOptions extends SplitLimits {
  leaves: number;
  learningRate: number;
}

interface Leaf extends LeafSums {
  node: number;
  start: number;
  end: number;
  histogram?: Float64Array;
  split?: Split;
}

/** The largest float32: a split "has a value | is missing" sends every finite value left. */
const EVERY_VALUE = Math.fround(3.4028234663852886e38);

/** Keeps its buffers from tree to tree. */
export class TreeGrower {
  private readonly order: Int32Array;
  private readonly scratch: Int32Array;
  private readonly leafGradients: Float32Array;
  private readonly leafHessians: Float32Array;
  private readonly pool: Float64Array[] = [];

  constructor(
    private readonly matrix: BinnedMatrix,
    private readonly options: GrowerOptions,
  ) {
    this.order = new Int32Array(matrix.rows);
    this.scratch = new Int32Array(matrix.rows);
    this.leafGradients = new Float32Array(matrix.rows);
    this.leafHessians = new Float32Array(matrix.rows);
  }

  /**
   * Grows a tree on the given rows and columns and adds its answers to the scores of all rows.
   * @param gradients,hessians by row number
   * @param rows ascending row numbers to grow on; all unless given
   */
  grow(gradients: Float32Array, hessians: Float32Array, columns: Int32Array, scores: Float64Array, rows?: Int32Array): BoostedTree {
    const count = rows ? rows.length : this.matrix.rows;
    if (rows) this.order.set(rows);
    else for (let row = 0; row < count; row++) this.order[row] = row;

    const tree: BoostedTree = { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [], gain: [] };
    const root = this.leaf(tree, 0, count, this.sums(0, count, gradients, hessians));
    const leaves = [root];
    this.search(root, columns, gradients, hessians);
    while (leaves.length < this.options.leaves) {
      const chosen = leaves.reduce((best, leaf) => ((leaf.split?.gain ?? 0) > (best.split?.gain ?? 0) ? leaf : best));
      if (!chosen.split) break;
      const searched = leaves.length + 1 < this.options.leaves; // children of the last split stay leaves
      leaves.splice(leaves.indexOf(chosen), 1, ...this.split(tree, chosen, chosen.split, columns, gradients, hessians, searched));
    }
    for (const { histogram } of leaves) if (histogram) this.pool.push(histogram);
    for (const { node, start, end } of leaves) {
      for (let i = start; i < end; i++) scores[this.order[i]!]! += tree.value[node]!;
    }
    if (rows) scoreOtherRows(tree, this.matrix, rows, scores);
    return tree;
  }

  private leaf(tree: BoostedTree, start: number, end: number, sums: Omit<LeafSums, 'rows'>): Leaf {
    const node = tree.feature.length;
    tree.feature.push(-1);
    tree.threshold.push(0);
    tree.left.push(-1);
    tree.right.push(-1);
    tree.missingLeft.push(0);
    tree.gain.push(0);
    const value = (-this.options.learningRate * sums.gradient) / (sums.hessian + this.options.l2);
    tree.value.push(Number.isFinite(value) ? Math.fround(value) : 0);
    return { node, start, end, rows: end - start, ...sums };
  }

  private split(
    tree: BoostedTree,
    leaf: Leaf,
    split: Split,
    columns: Int32Array,
    gradients: Float32Array,
    hessians: Float32Array,
    searched: boolean,
  ): [Leaf, Leaf] {
    const { start, end, node } = leaf;
    const middle = this.partition(start, end, split);
    const { leftGradient, leftHessian } = split;
    const left = this.leaf(tree, start, middle, { gradient: leftGradient, hessian: leftHessian });
    const right = this.leaf(tree, middle, end, { gradient: leaf.gradient - leftGradient, hessian: leaf.hessian - leftHessian });
    tree.feature[node] = split.column;
    tree.threshold[node] = this.matrix.bins[split.column]!.bounds[split.bin] ?? EVERY_VALUE;
    tree.left[node] = left.node;
    tree.right[node] = right.node;
    tree.missingLeft[node] = Number(split.missingLeft);
    tree.value[node] = 0;
    tree.gain[node] = split.gain;
    if (searched) {
      const [small, large] = left.rows <= right.rows ? [left, right] : [right, left];
      this.search(small, columns, gradients, hessians);
      subtractHistogram(leaf.histogram!, small.histogram!);
      this.search(large, columns, gradients, hessians, leaf.histogram);
    } else {
      this.pool.push(leaf.histogram!);
    }
    return [left, right];
  }

  /** Gives the leaf its histogram and its best split. */
  private search(leaf: Leaf, columns: Int32Array, gradients: Float32Array, hessians: Float32Array, histogram?: Float64Array): void {
    leaf.histogram = histogram ?? this.histogramOf(leaf, columns, gradients, hessians);
    const split = bestSplit(leaf.histogram, this.matrix.bins, columns, leaf, this.options);
    if (split) leaf.split = split;
  }

  private histogramOf({ start, end }: Leaf, columns: Int32Array, gradients: Float32Array, hessians: Float32Array): Float64Array {
    const histogram = this.pool.pop() ?? new Float64Array(this.matrix.columns.length * COLUMN_SLOTS);
    for (let i = start; i < end; i++) {
      const row = this.order[i]!;
      this.leafGradients[i] = gradients[row]!;
      this.leafHessians[i] = hessians[row]!;
    }
    const rows = this.order.subarray(start, end);
    fillHistogram(histogram, this.matrix, columns, rows, this.leafGradients.subarray(start, end), this.leafHessians.subarray(start, end));
    return histogram;
  }

  private sums(start: number, end: number, gradients: Float32Array, hessians: Float32Array): Omit<LeafSums, 'rows'> {
    const sums = { gradient: 0, hessian: 0 };
    for (let i = start; i < end; i++) {
      sums.gradient += gradients[this.order[i]!]!;
      sums.hessian += hessians[this.order[i]!]!;
    }
    return sums;
  }

  /** Moves the rows that go left to the front, keeping both sides in order; returns where the right side starts. */
  private partition(start: number, end: number, { column, bin, missingLeft }: Split): number {
    const numbers = this.matrix.columns[column]!;
    const missing = missingBin(this.matrix.bins[column]!);
    const { order, scratch } = this;
    let left = start;
    let right = 0;
    for (let i = start; i < end; i++) {
      const row = order[i]!;
      const number = numbers[row]!;
      if (number === missing ? missingLeft : number <= bin) order[left++] = row;
      else scratch[right++] = row;
    }
    order.set(scratch.subarray(0, right), left);
    return left;
  }
}

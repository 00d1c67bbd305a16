/** Boosted trees on this thread, several times faster than ONNX Runtime's operator (`tree-scorer.bench.ts`), with the same scores. */
import { leafMasks } from './leaf-masks.js';
import { type Kernel, LANES, treeKernel } from './tree-kernel.js';
import { layOut, type TreeLayout } from './tree-layout.js';
import { readTrees } from './tree-model.js';

const PAGE = 65_536;

export interface TreeScorerOptions {
  /** Columns of its input, where they are more than its tests look at. */
  width?: number;
  /** Columns `[first, end)` that hold one value in all rows of a call: their tests are made once instead of for each row. */
  shared?: readonly [first: number, end: number];
}

/**
 * Not for concurrent use: the columns one caller fills are those the next one finds.
 *
 * @example
 * const scorer = TreeScorer.open(pkg.model('ranker').bytes)!;
 * const features = scorer.features(rows);
 * features.data[column * features.stride + row] = value;
 * const scores = scorer.score(rows);
 */
export class TreeScorer {
  private data = new Float32Array(0);
  private scores = new Float32Array(0);
  private stride = 0;

  private constructor(
    private readonly width: number,
    private readonly memory: WebAssembly.Memory,
    private readonly layout: TreeLayout,
    private readonly kernel: Kernel,
  ) {}

  /**
   * @param bytes an ONNX file
   * @returns undefined where the model is not one tree ensemble, or of a kind that only ONNX Runtime evaluates
   */
  static open(bytes: Uint8Array, { width = 0, shared }: TreeScorerOptions = {}): TreeScorer | undefined {
    const trees = readTrees(bytes);
    const masks = trees && leafMasks(trees);
    if (!masks) return undefined;
    const { memory, layout } = layOut(masks, shared);
    const code = treeKernel(layout);
    if (!WebAssembly.validate(code)) return undefined; // a processor without vectors
    const { run } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } }).exports;
    const columns = masks.columns.reduce((most, { column }) => Math.max(most, column + 1), width);
    return new TreeScorer(columns, memory, layout, run as Kernel);
  }

  /**
   * Room for the features of some rows, column by column: value of column c and row r at `data[c * stride + r]`. Holds what was there before.
   * NaN is a missing value. Valid until the next call.
   */
  features(rows: number): { data: Float32Array; stride: number } {
    const stride = Math.ceil(Math.max(rows, 1) / LANES) * LANES;
    if (stride !== this.stride) {
      const from = this.layout.end;
      const scores = from + 4 * stride * this.width;
      const missing = scores + 4 * stride - this.memory.buffer.byteLength;
      if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
      this.data = new Float32Array(this.memory.buffer, from, stride * this.width);
      this.scores = new Float32Array(this.memory.buffer, scores, stride);
      this.stride = stride;
    }
    return { data: this.data, stride };
  }

  /** @returns the scores of the first `rows` rows of `features`, which was called with as many; valid until the next call */
  score(rows: number): Float32Array {
    const { state, stateEnd, initial, columns, shared, columnsEnd, end } = this.layout;
    const stride = 4 * this.stride;
    const memory = new Uint8Array(this.memory.buffer);
    memory.fill(0xff, initial, initial + stateEnd - state);
    if (shared < columnsEnd) {
      this.kernel(end, stride, 0, shared, columnsEnd);
      memory.copyWithin(initial, state, stateEnd);
    }
    for (let row = 0; row < rows; row += LANES) this.kernel(end + 4 * row, stride, this.scores.byteOffset + 4 * row, columns, shared);
    return this.scores.subarray(0, rows);
  }
}

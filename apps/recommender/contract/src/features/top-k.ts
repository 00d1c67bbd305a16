/** The k best of many, without sorting them all. */

/** Keeps the k best rows it is offered, in a heap whose root is the worst kept. Of equal scores the lower row is the better. */
export class TopRows {
  private rows = new Int32Array(0);
  private scores = new Float64Array(0);
  private k = 0;
  private size = 0;

  constructor(k: number) {
    this.reset(k);
  }

  /** Empties it, for the k best of other rows. */
  reset(k: number): void {
    this.k = Math.max(k, 0);
    this.size = 0;
    if (this.rows.length >= this.k) return;
    this.rows = new Int32Array(this.k);
    this.scores = new Float64Array(this.k);
  }

  /** A score below this is not accepted; one that is equal may be. */
  get least(): number {
    return this.size < this.k ? -Infinity : this.k > 0 ? this.scores[0]! : Infinity;
  }

  /** Whether `add` would keep it: cheap enough to ask before a costlier question. */
  accepts(row: number, score: number): boolean {
    if (this.size < this.k) return true;
    return this.k > 0 && this.worse(this.scores[0]!, this.rows[0]!, score, row);
  }

  /** Keeps a row that is accepted. */
  add(row: number, score: number): void {
    if (this.size < this.k) this.rise(row, score);
    else this.sink(row, score);
  }

  /** Adds a row if it is among the best so far; one with a score that is not finite is left out. */
  offer(row: number, score: number): void {
    if (Number.isFinite(score) && this.accepts(row, score)) this.add(row, score);
  }

  /** The rows kept, in no order. */
  get kept(): Int32Array {
    return this.rows.subarray(0, this.size);
  }

  /** The rows kept, best first. */
  take(): Int32Array {
    const { rows, scores } = this;
    const order = Array.from({ length: this.size }, (_, i) => i);
    order.sort((a, b) => scores[b]! - scores[a]! || rows[a]! - rows[b]!);
    return Int32Array.from(order, (i) => rows[i]!);
  }

  private worse(score: number, row: number, thanScore: number, thanRow: number): boolean {
    return score < thanScore || (score === thanScore && row > thanRow);
  }

  private rise(row: number, score: number): void {
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.worse(score, row, this.scores[parent]!, this.rows[parent]!)) break;
      this.move(parent, at);
      at = parent;
    }
    this.rows[at] = row;
    this.scores[at] = score;
  }

  /** In place of the root. */
  private sink(row: number, score: number): void {
    let at = 0;
    for (let child = 1; child < this.size; child = 2 * at + 1) {
      const right = child + 1;
      if (right < this.size && this.worse(this.scores[right]!, this.rows[right]!, this.scores[child]!, this.rows[child]!)) child = right;
      if (!this.worse(this.scores[child]!, this.rows[child]!, score, row)) break;
      this.move(child, at);
      at = child;
    }
    this.rows[at] = row;
    this.scores[at] = score;
  }

  private move(from: number, to: number): void {
    this.rows[to] = this.rows[from]!;
    this.scores[to] = this.scores[from]!;
  }
}

/**
 * @param rows candidates
 * @param score score of a row; rows with a score that is not finite are left out
 * @returns at most k rows, best first; equal scores in order of row
 */
export function topK(rows: ArrayLike<number>, k: number, score: (row: number) => number): Int32Array {
  const top = new TopRows(Math.min(k, rows.length));
  for (let r = 0; r < rows.length; r++) top.offer(rows[r]!, score(rows[r]!));
  return top.take();
}

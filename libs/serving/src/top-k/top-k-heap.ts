/** The k best of a stream of scored rows. */

/** Rows with their scores, best first; equal scores in order of row. */
export interface Ranking {
  rows: Int32Array;
  scores: Float32Array;
}

/** A binary heap whose root is the worst row kept, in typed arrays that one search after another reuses. */
export class TopKHeap {
  private rows = new Int32Array(0);
  private scores = new Float32Array(0);
  private k = 0;
  private size = 0;

  /** Empties the heap for a search of the `k` best. */
  reset(k: number): void {
    if (k > this.rows.length) {
      this.rows = new Int32Array(k);
      this.scores = new Float32Array(k);
    }
    this.k = k;
    this.size = 0;
  }

  /** A score must be above this to be kept. */
  get threshold(): number {
    if (this.k === 0) return Infinity;
    return this.size < this.k ? -Infinity : this.scores[0]!;
  }

  /** Adds a row with a score above `threshold`; rows come in ascending order. @returns the new threshold */
  push(row: number, score: number): number {
    if (this.size < this.k) this.rise(this.size++, row, score);
    else this.sink(row, score);
    return this.threshold;
  }

  /** The rows kept; empties the heap, because taking the worst one after the other is the fastest way to sort them. */
  ranking(): Ranking {
    const ranking = { rows: new Int32Array(this.size), scores: new Float32Array(this.size) };
    for (let place = this.size - 1; place >= 0; place--) {
      ranking.rows[place] = this.rows[0]!;
      ranking.scores[place] = this.scores[0]!;
      this.size = place;
      this.sink(this.rows[place]!, this.scores[place]!);
    }
    return ranking;
  }

  /** Among equal scores the later row is the worse one. */
  private worse(row: number, score: number, at: number): boolean {
    return score < this.scores[at]! || (score === this.scores[at]! && row > this.rows[at]!);
  }

  private put(at: number, row: number, score: number): void {
    this.rows[at] = row;
    this.scores[at] = score;
  }

  private rise(at: number, row: number, score: number): void {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.worse(row, score, parent)) break;
      this.put(at, this.rows[parent]!, this.scores[parent]!);
      at = parent;
    }
    this.put(at, row, score);
  }

  /** In place of the root. */
  private sink(row: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.worse(this.rows[child + 1]!, this.scores[child + 1]!, child)) child++;
      if (this.worse(row, score, child)) break;
      this.put(at, this.rows[child]!, this.scores[child]!);
      at = child;
    }
    this.put(at, row, score);
  }
}

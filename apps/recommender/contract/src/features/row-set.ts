/** A set of catalogue rows that is emptied in no time: Briggs and Torczon, "An efficient representation for sparse sets", 1993. */
export class RowSet {
  /** Of a row in the set, its place in `dense`; of any other, anything. */
  private places = new Int32Array(1024);
  private dense = new Int32Array(1024);
  private size = 0;

  clear(): void {
    this.size = 0;
  }

  /** Adds a row that is not in the set yet. @returns whether it was not */
  add(row: number): boolean {
    if (this.indexOf(row) >= 0) return false;
    if (row >= this.places.length) this.places = grown(this.places, row + 1);
    if (this.size === this.dense.length) this.dense = grown(this.dense, this.size + 1);
    this.places[row] = this.size;
    this.dense[this.size++] = row;
    return true;
  }

  /** How many rows were added before this one; −1 for a row that is not in the set. */
  indexOf(row: number): number {
    const { places } = this;
    if (row >= places.length) return -1;
    const place = places[row]!;
    return place < this.size && this.dense[place] === row ? place : -1;
  }

  has(row: number): boolean {
    return this.indexOf(row) >= 0;
  }

  /** The rows in the order in which they were added: a view that the next change spoils. */
  get rows(): Int32Array {
    return this.dense.subarray(0, this.size);
  }
}

function grown(from: Int32Array, atLeast: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(Math.max(atLeast, from.length * 2));
  to.set(from);
  return to;
}

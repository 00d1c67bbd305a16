/** What the items of a history are about: a tf-idf bag of hashed tokens, compared with a candidate's tokens. */
import { TOKEN_BUCKETS, TOKENS_PER_ITEM } from './constants.js';

export class ContentProfile {
  private readonly weights = new Float64Array(TOKEN_BUCKETS);
  /** Tokens with a weight, each once. */
  private readonly present: number[] = [];
  /** 1 / norm of each history item. */
  private readonly inverseNorms: number[] = [];
  /** Lists of the history items that have a token: entries chained from `head[token] − 1` through `next`, 0 ends. */
  private readonly head = new Int32Array(TOKEN_BUCKETS);
  private readonly next: number[] = [];
  private readonly itemOf: number[] = [];
  /** Scratch of `best`. */
  private overlap = new Float64Array(0);
  private length: number | undefined;

  /** @param idf inverse document frequency per token bucket */
  constructor(private readonly idf: Float32Array) {}

  /**
   * @param tokens of the whole catalogue, TOKENS_PER_ITEM a row: hash buckets, each once in a row, 0 = padding
   * @param row of the item
   * @param weight of the item in the history
   */
  add(tokens: Int32Array, row: number, weight: number): void {
    let squares = 0;
    const item = this.inverseNorms.length;
    for (let k = row * TOKENS_PER_ITEM; k < (row + 1) * TOKENS_PER_ITEM; k++) {
      const token = tokens[k]!;
      if (token === 0) continue;
      const idf = this.idf[token]!;
      squares += idf ** 2;
      this.weights[token]! += weight * idf;
      if (this.head[token] === 0) this.present.push(token);
      this.itemOf.push(item);
      this.next.push(this.head[token]!);
      this.head[token] = this.next.length;
    }
    this.inverseNorms.push(1 / (Math.sqrt(squares) || 1));
    this.length = undefined;
  }

  /** Cosine of the whole profile and one item's tokens, 0 where either is empty. */
  cosine(tokens: Int32Array, row: number): number {
    let product = 0;
    let squares = 0;
    for (let k = row * TOKENS_PER_ITEM; k < (row + 1) * TOKENS_PER_ITEM; k++) {
      const token = tokens[k]!;
      if (token === 0) continue;
      const idf = this.idf[token]!;
      product += idf * this.weights[token]!;
      squares += idf * idf;
    }
    if (product === 0) return 0;
    this.length ??= this.measure();
    return product / Math.sqrt(squares) / this.length;
  }

  /** Cosine with the most similar single item of the history. */
  best(tokens: Int32Array, row: number): number {
    if (this.overlap.length < this.inverseNorms.length) this.overlap = new Float64Array(this.inverseNorms.length);
    const { overlap, head, next, itemOf, inverseNorms } = this;
    let squares = 0;
    for (let k = row * TOKENS_PER_ITEM; k < (row + 1) * TOKENS_PER_ITEM; k++) {
      const token = tokens[k]!;
      if (token === 0) continue;
      const weight = this.idf[token]! ** 2;
      squares += weight;
      for (let at = head[token]!; at > 0; at = next[at - 1]!) overlap[itemOf[at - 1]!]! += weight;
    }
    let best = 0;
    for (let item = 0; item < inverseNorms.length; item++) {
      const shared = overlap[item]!;
      if (shared === 0) continue;
      best = Math.max(best, shared * inverseNorms[item]!);
      overlap[item] = 0;
    }
    return squares > 0 ? best / Math.sqrt(squares) : 0;
  }

  private measure(): number {
    let squares = 0;
    for (const token of this.present) squares += this.weights[token]! ** 2;
    return Math.sqrt(squares) || 1;
  }
}

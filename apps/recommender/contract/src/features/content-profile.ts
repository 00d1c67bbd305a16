/** What the items of a history are about: a tf-idf bag of hashed tokens, compared with a candidate's tokens. */
import { HISTORY_LIMIT, TOKEN_BUCKETS, TOKENS_PER_ITEM } from './constants.js';

/** Reads one history at a time; the arrays are kept from one to the next. */
export class ContentProfile {
  private readonly weights = new Float64Array(TOKEN_BUCKETS);
  /** Tokens of the history, each once. */
  private present = new Int32Array(HISTORY_LIMIT * TOKENS_PER_ITEM);
  private tokens = 0;
  /** 1 / norm of each history item. */
  private inverseNorms = new Float64Array(HISTORY_LIMIT);
  private items = 0;
  /** Lists of the history items that have a token: entries chained from `head[token]` through `next`, 0 ends. */
  private readonly head = new Int32Array(TOKEN_BUCKETS);
  private next = new Int32Array(HISTORY_LIMIT * TOKENS_PER_ITEM + 1);
  private itemOf = new Int32Array(HISTORY_LIMIT * TOKENS_PER_ITEM + 1);
  private links = 0;
  /** Scratch of `best`. */
  private overlap = new Float64Array(HISTORY_LIMIT);
  private length: number | undefined;

  /** @param idf inverse document frequency per token bucket */
  constructor(private readonly idf: Float32Array) {}

  /** Forgets the history. */
  clear(): void {
    for (let k = 0; k < this.tokens; k++) {
      const token = this.present[k]!;
      this.weights[token] = 0;
      this.head[token] = 0;
    }
    this.tokens = this.items = this.links = 0;
    this.length = undefined;
  }

  /**
   * @param tokens of the whole catalogue, TOKENS_PER_ITEM a row: hash buckets, each once in a row, 0 = padding at the end
   * @param row of the item
   * @param weight of the item in the history
   */
  add(tokens: Int32Array, row: number, weight: number): void {
    if (this.items === this.inverseNorms.length) this.grow();
    let squares = 0;
    for (let k = row * TOKENS_PER_ITEM, end = k + TOKENS_PER_ITEM; k < end; k++) {
      const token = tokens[k]!;
      if (token === 0) break;
      const idf = this.idf[token]!;
      squares += idf * idf;
      this.weights[token]! += weight * idf;
      if (this.head[token] === 0) this.present[this.tokens++] = token;
      const link = ++this.links;
      this.itemOf[link] = this.items;
      this.next[link] = this.head[token]!;
      this.head[token] = link;
    }
    this.inverseNorms[this.items++] = 1 / (Math.sqrt(squares) || 1);
    this.length = undefined;
  }

  /** √ Σ idf² of an item's tokens. */
  norm(tokens: Int32Array, row: number): number {
    const { idf } = this;
    let squares = 0;
    for (let k = row * TOKENS_PER_ITEM, end = k + TOKENS_PER_ITEM; k < end && tokens[k] !== 0; k++)
      squares += idf[tokens[k]!]! * idf[tokens[k]!]!;
    return Math.sqrt(squares);
  }

  /** Cosine of the whole profile and one item's tokens, 0 where either is empty. @param norm of the item, where it is known already */
  cosine(tokens: Int32Array, row: number, norm = this.norm(tokens, row)): number {
    const { idf, weights } = this;
    let product = 0;
    for (let k = row * TOKENS_PER_ITEM, end = k + TOKENS_PER_ITEM; k < end && tokens[k] !== 0; k++)
      product += idf[tokens[k]!]! * weights[tokens[k]!]!;
    if (product === 0) return 0;
    this.length ??= this.measure();
    return product / norm / this.length;
  }

  /** Cosine with the most similar single item of the history. @param norm of the item, where it is known already */
  best(tokens: Int32Array, row: number, norm = this.norm(tokens, row)): number {
    const { overlap, head, next, itemOf, inverseNorms, idf } = this;
    let best = 0; // what an item shares only grows, so its last value is its largest
    const first = row * TOKENS_PER_ITEM;
    let end = first;
    for (; end < first + TOKENS_PER_ITEM && tokens[end] !== 0; end++) {
      const weight = idf[tokens[end]!]! * idf[tokens[end]!]!;
      for (let link = head[tokens[end]!]!; link > 0; link = next[link]!) {
        const item = itemOf[link]!;
        const shared = overlap[item]! + weight;
        overlap[item] = shared;
        const similarity = shared * inverseNorms[item]!;
        if (similarity > best) best = similarity;
      }
    }
    if (best === 0) return 0;
    for (let k = first; k < end; k++) for (let link = head[tokens[k]!]!; link > 0; link = next[link]!) overlap[itemOf[link]!] = 0;
    return best / norm;
  }

  private measure(): number {
    let squares = 0;
    for (let k = 0; k < this.tokens; k++) squares += this.weights[this.present[k]!]! ** 2;
    return Math.sqrt(squares) || 1;
  }

  private grow(): void {
    const items = 2 * this.inverseNorms.length;
    const ints = (from: Int32Array, length: number) => {
      const to = new Int32Array(length);
      to.set(from);
      return to;
    };
    this.present = ints(this.present, items * TOKENS_PER_ITEM);
    this.next = ints(this.next, items * TOKENS_PER_ITEM + 1);
    this.itemOf = ints(this.itemOf, items * TOKENS_PER_ITEM + 1);
    const norms = this.inverseNorms;
    this.inverseNorms = new Float64Array(items);
    this.inverseNorms.set(norms);
    this.overlap = new Float64Array(items);
  }
}

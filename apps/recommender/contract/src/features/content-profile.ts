/** What the items of a history are about: a tf-idf bag of hashed tokens, compared with a candidate's tokens. */
export class ContentProfile {
  private readonly weights = new Map<number, number>();
  /** Token → the history items that have it; for the best single match. */
  private readonly items: { tokens: Set<number>; norm: number }[] = [];
  private readonly byToken = new Map<number, number[]>();

  /** @param idf inverse document frequency per token bucket */
  constructor(private readonly idf: Float32Array) {}

  /** @param tokens hash buckets, 0 = padding; @param weight of the item in the history */
  add(tokens: Int32Array, weight: number): void {
    const distinct = new Set(tokens.filter((token) => token > 0));
    const index = this.items.push({ tokens: distinct, norm: this.norm(distinct) }) - 1;
    for (const token of distinct) {
      this.weights.set(token, (this.weights.get(token) ?? 0) + weight * this.idf[token]!);
      const list = this.byToken.get(token);
      if (list) list.push(index);
      else this.byToken.set(token, [index]);
    }
  }

  /** Cosine of the whole profile and one item's tokens, 0 where either is empty. */
  cosine(tokens: Int32Array): number {
    let product = 0;
    let squares = 0;
    for (const token of tokens) {
      if (token === 0) continue;
      const idf = this.idf[token]!;
      product += idf * (this.weights.get(token) ?? 0);
      squares += idf * idf;
    }
    if (product === 0) return 0;
    return product / Math.sqrt(squares) / this.length;
  }

  /** Cosine with the most similar single item of the history. */
  best(tokens: Int32Array): number {
    const overlap = new Map<number, number>();
    let squares = 0;
    for (const token of tokens) {
      if (token === 0) continue;
      const weight = this.idf[token]! ** 2;
      squares += weight;
      for (const index of this.byToken.get(token) ?? []) overlap.set(index, (overlap.get(index) ?? 0) + weight);
    }
    let best = 0;
    for (const [index, product] of overlap) best = Math.max(best, product / this.items[index]!.norm);
    return squares > 0 ? best / Math.sqrt(squares) : 0;
  }

  private get length(): number {
    let squares = 0;
    for (const weight of this.weights.values()) squares += weight * weight;
    return Math.sqrt(squares) || 1;
  }

  private norm(tokens: ReadonlySet<number>): number {
    let squares = 0;
    for (const token of tokens) squares += this.idf[token]! ** 2;
    return Math.sqrt(squares) || 1;
  }
}

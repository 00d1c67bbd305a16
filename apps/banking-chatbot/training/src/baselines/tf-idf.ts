/** Texts as sparse vectors of words and pairs of words. */

export interface SparseVector {
  columns: Int32Array;
  values: Float64Array;
}

const WORD = /[\p{L}\p{N}_]{2,}/gu; // as scikit-learn's token_pattern

function terms(text: string): Map<string, number> {
  const words = text.toLowerCase().match(WORD) ?? [];
  const counts = new Map<string, number>();
  const add = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1);
  words.forEach((word, i) => {
    add(word);
    if (i > 0) add(`${words[i - 1]} ${word}`);
  });
  return counts;
}

/**
 * (1 + ln tf) · (1 + ln((1 + n) / (1 + df))), at unit length: scikit-learn's TfidfVectorizer with `sublinear_tf` and `ngram_range=(1, 2)`.
 *
 * @param texts that give the vocabulary and the document frequencies
 * @returns vectors of texts; terms that none of `texts` has are left out
 */
export function fitTfIdf(texts: readonly string[]): { size: number; vectorOf: (text: string) => SparseVector } {
  const frequency = new Map<string, number>();
  for (const text of texts) for (const term of terms(text).keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  const columnOf = new Map([...frequency.keys()].map((term, column) => [term, column]));
  const vectorOf = (text: string): SparseVector => {
    const known = [...terms(text)].filter(([term]) => columnOf.has(term));
    const values = Float64Array.from(known, ([term, count]) => (1 + Math.log(count)) * (1 + Math.log((1 + texts.length) / (1 + frequency.get(term)!)))); // prettier-ignore
    const length = Math.hypot(...values) || 1;
    return { columns: Int32Array.from(known, ([term]) => columnOf.get(term)!), values: values.map((value) => value / length) };
  };
  return { size: columnOf.size, vectorOf };
}

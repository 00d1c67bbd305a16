/** Words that stand near each other in an encoder's word table. */
import type { FloatTensor } from '@casebook/training';

/** A whole word as BERT's vocabulary writes it; shorter ones are near too many others. */
const WORD = /^[a-z]{3,}$/;

/**
 * @param table [vocabulary, width]
 * @param ids of the words that may stand for each other; pieces and signs among them are passed over
 * @param count neighbours of a word at most
 * @param least cosine of a neighbour
 * @returns of each word the nearest others, the nearest first; no entry where none is near enough
 */
export function wordNeighbours(
  { shape, data }: FloatTensor,
  vocabulary: Readonly<Record<string, number>>,
  ids: Iterable<number>,
  { count, least }: { count: number; least: number },
): Map<string, string[]> {
  const allowed = new Set(ids);
  const words = Object.entries(vocabulary).filter(([word, id]) => WORD.test(word) && allowed.has(id));
  const width = shape[1]!;
  const vectors = words.map(([, id]) => unit(data.subarray(id * width, (id + 1) * width)));
  const near = new Map<string, string[]>();
  words.forEach(([word], i) => {
    const cosines = vectors.map((vector, j) => ({ word: words[j]![0], cosine: i === j ? -1 : dot(vectors[i]!, vector) }));
    const nearest = cosines.filter(({ cosine }) => cosine >= least).sort((a, b) => b.cosine - a.cosine);
    const kept = nearest.slice(0, count).map((each) => each.word);
    if (kept.length > 0) near.set(word, kept);
  });
  return near;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** How strange a message is to a head, by five measures of the literature; each is higher where it is stranger. */
import { logSumExp } from './softmax.js';

/** log((1 − p) / p) of the likeliest label's probability p: orders as the maximum softmax probability (Hendrycks & Gimpel 2017). */
export function maxSoftmaxScore(logits: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return logSumExp(without(logits, best)) - logits[best]!;
}

/** −log Σ exp(logit) (Liu et al. 2020, Energy-based Out-of-distribution Detection, at temperature 1). */
export const energyScore = (logits: ArrayLike<number>): number => -logSumExp(logits);

/** log-odds of the head's own label for what is out of scope. */
export const rejectedLabelScore = (logits: ArrayLike<number>, rejected: number): number =>
  logits[rejected]! - logSumExp(without(logits, rejected));

/** Classes with a mean each and one covariance, in coordinates in which that covariance is the identity. */
export interface Gaussians {
  /** F [dimension, dimension], lower triangular, row-major: |F (x − μ)|² is the squared Mahalanobis distance. */
  factor: Float32Array;
  /** F μ of each class: [classes, dimension]. */
  means: Float32Array;
}

/** Squared Mahalanobis distance to the nearest class (Lee et al. 2018, A Simple Unified Framework …). */
export function mahalanobisScore(embedding: Float32Array, { factor, means }: Gaussians): number {
  const rank = embedding.length;
  const turned = product(factor, embedding, (row) => row + 1);
  let nearest = Infinity;
  for (let row = 0; row < means.length; row += rank) {
    let distance = 0;
    for (let i = 0; i < rank && distance < nearest; i++) distance += (turned[i]! - means[row + i]!) ** 2;
    if (distance < nearest) nearest = distance;
  }
  return nearest;
}

/**
 * 1 − cosine to the k-th nearest training message (Sun et al. 2022, Out-of-Distribution Detection with Deep Nearest Neighbors).
 * @param embedding at unit length
 * @param neighbours [n, dimension], unit vectors
 */
export function kNearestScore(embedding: Float32Array, neighbours: Float32Array, k: number): number {
  const nearest = new Float64Array(k).fill(-Infinity); // descending
  const cosines = product(neighbours, embedding);
  for (const cosine of cosines) {
    if (cosine <= nearest[k - 1]!) continue;
    let place = k - 1;
    for (; place > 0 && nearest[place - 1]! < cosine; place--) nearest[place] = nearest[place - 1]!;
    nearest[place] = cosine;
  }
  return 1 - nearest[Math.min(k, cosines.length) - 1]!;
}

/**
 * Row-major matrix times vector; four sums at a time keep the processor busy, which otherwise waits for each addition.
 * @param reach columns of a row that are not zero
 */
function product(matrix: Float32Array, embedding: Float32Array, reach: (row: number) => number = () => embedding.length): Float64Array {
  const vector = Float64Array.from(embedding); // converted once, not in every product
  const width = vector.length;
  const result = new Float64Array(matrix.length / width);
  for (let row = 0; row < result.length; row++) {
    const columns = reach(row);
    const start = row * width;
    let [a, b, c, d] = [0, 0, 0, 0];
    let i = 0;
    for (; i + 3 < columns; i += 4) {
      a += matrix[start + i]! * vector[i]!;
      b += matrix[start + i + 1]! * vector[i + 1]!;
      c += matrix[start + i + 2]! * vector[i + 2]!;
      d += matrix[start + i + 3]! * vector[i + 3]!;
    }
    for (; i < columns; i++) a += matrix[start + i]! * vector[i]!;
    result[row] = a + b + c + d;
  }
  return result;
}

/** The values but one. */
export function without(values: ArrayLike<number>, index: number): Float64Array {
  const rest = new Float64Array(values.length - 1);
  for (let i = 0, at = 0; i < values.length; i++) if (i !== index) rest[at++] = values[i]!;
  return rest;
}

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
  /** F [rank, dimension], row-major: |F (x − μ)|² is the squared Mahalanobis distance. */
  factor: Float32Array;
  /** F μ of each class: [classes, rank]. */
  means: Float32Array;
}

/** Squared Mahalanobis distance to the nearest class (Lee et al. 2018, A Simple Unified Framework …). */
export function mahalanobisScore(embedding: ArrayLike<number>, { factor, means }: Gaussians): number {
  const rank = factor.length / embedding.length;
  const turned = product(factor, embedding);
  let nearest = Infinity;
  for (let row = 0; row < means.length; row += rank) {
    let distance = 0;
    for (let i = 0; i < rank; i++) distance += (turned[i]! - means[row + i]!) ** 2;
    nearest = Math.min(nearest, distance);
  }
  return nearest;
}

/** Less the distance to one Gaussian of all classes together (Ren et al. 2021, A Simple Fix to Mahalanobis Distance …). */
export const relativeMahalanobisScore = (embedding: ArrayLike<number>, classes: Gaussians, background: Gaussians): number =>
  mahalanobisScore(embedding, classes) - mahalanobisScore(embedding, background);

/**
 * 1 − cosine to the k-th nearest training message (Sun et al. 2022, Out-of-Distribution Detection with Deep Nearest Neighbors).
 * @param embedding at unit length
 * @param neighbours [n, dimension] int8, unit vectors times 127
 */
export function kNearestScore(embedding: ArrayLike<number>, neighbours: Int8Array, k: number): number {
  const nearest = new Float64Array(k).fill(-Infinity); // descending
  const cosines = product(neighbours, embedding);
  for (const cosine of cosines) {
    if (cosine <= nearest[k - 1]!) continue;
    let place = k - 1;
    for (; place > 0 && nearest[place - 1]! < cosine; place--) nearest[place] = nearest[place - 1]!;
    nearest[place] = cosine;
  }
  return 1 - nearest[Math.min(k, cosines.length) - 1]! / 127;
}

/** Row-major matrix times vector. */
function product(matrix: Float32Array | Int8Array, vector: ArrayLike<number>): Float64Array {
  const width = vector.length;
  return Float64Array.from({ length: matrix.length / width }, (_, row) => {
    let sum = 0;
    for (let i = 0, at = row * width; i < width; i++, at++) sum += matrix[at]! * vector[i]!;
    return sum;
  });
}

/** The values but one. */
export function without(values: ArrayLike<number>, index: number): Float64Array {
  const rest = new Float64Array(values.length - 1);
  for (let i = 0, at = 0; i < values.length; i++) if (i !== index) rest[at++] = values[i]!;
  return rest;
}

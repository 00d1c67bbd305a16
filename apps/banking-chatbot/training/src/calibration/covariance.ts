/** The one covariance of all classes, and the factor that makes distances out of it. */
import { InvalidInputError } from '@casebook/core';
import type { Gaussians } from '@casebook/banking-chatbot-contract/understanding';

/** Vectors of one length, one after another. */
export interface Rows {
  data: Float32Array;
  dimension: number;
}

/**
 * Means of the classes and their shared covariance, pulled towards a multiple of the identity as Ledoit & Wolf do (2004, A well-conditioned
 * estimator for large-dimensional covariance matrices): embeddings of a fine-tuned encoder lie near a subspace of few dimensions.
 *
 * @param labels class of each row, from 0
 * @throws {InvalidInputError} `EMBEDDINGS_FEW` where a class has no row
 */
export function fitGaussians({ data, dimension }: Rows, labels: ArrayLike<number>, classes: number): Gaussians {
  const n = labels.length;
  const means = new Float64Array(classes * dimension);
  const counts = new Float64Array(classes);
  for (let row = 0; row < n; row++) {
    counts[labels[row]!]!++;
    for (let i = 0; i < dimension; i++) means[labels[row]! * dimension + i]! += data[row * dimension + i]!;
  }
  const empty = counts.indexOf(0);
  if (empty >= 0) throw new InvalidInputError('EMBEDDINGS_FEW', `Class ${empty} has no training message: its mean cannot be estimated.`);
  for (let i = 0; i < means.length; i++) means[i]! /= counts[Math.floor(i / dimension)]!;
  const centred = Float64Array.from(data, (value, at) => value - means[labels[Math.floor(at / dimension)]! * dimension + (at % dimension)]!); // prettier-ignore
  const factor = inverseFactor(shrunkCovariance(centred, dimension), dimension);
  const turned = Array.from({ length: classes }, (_, c) => turn(factor, means.subarray(c * dimension, (c + 1) * dimension)));
  return { factor: Float32Array.from(factor), means: Float32Array.from(turned.flatMap((mean) => [...mean])) };
}

/** @param centred rows less their class's mean, row-major */
export function shrunkCovariance(centred: Float64Array, dimension: number): Float64Array {
  const n = centred.length / dimension;
  const covariance = new Float64Array(dimension * dimension);
  let fourth = 0;
  for (let row = 0; row < n; row++) {
    const x = centred.subarray(row * dimension, (row + 1) * dimension);
    let square = 0;
    for (let i = 0; i < dimension; i++) {
      const value = x[i]!;
      square += value * value;
      for (let j = 0, at = i * dimension; j <= i; j++, at++) covariance[at]! += value * x[j]!;
    }
    fourth += square * square;
  }
  let [trace, norm] = [0, 0];
  for (let i = 0; i < dimension; i++) {
    for (let j = 0; j <= i; j++) {
      const value = (covariance[i * dimension + j]! /= n);
      covariance[j * dimension + i] = value;
      norm += (i === j ? 1 : 2) * value * value;
    }
    trace += covariance[i * dimension + i]!;
  }
  const mean = trace / dimension;
  const spread = norm - dimension * mean * mean; // ‖S − mI‖²
  const error = Math.max(0, fourth / n - norm) / n; // ‖S − Σ‖², estimated
  const shrinkage = spread > 0 ? Math.min(1, error / spread) : 1;
  for (let at = 0; at < covariance.length; at++) covariance[at]! *= 1 - shrinkage;
  for (let i = 0; i < dimension; i++) covariance[i * dimension + i]! += shrinkage * mean;
  return covariance;
}

/** L⁻¹ of the Cholesky factor L of a matrix, so that |L⁻¹ x|² = xᵀ A⁻¹ x. */
function inverseFactor(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i === j && !(sum > 0)) throw new InvalidInputError('EMBEDDINGS_FEW', 'All training messages have the same embedding: train the encoder first.'); // prettier-ignore
      lower[i * size + j] = i === j ? Math.sqrt(sum) : sum / lower[j * size + j]!;
    }
  }
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    for (let i = column; i < size; i++) {
      let sum = i === column ? 1 : 0;
      for (let k = column; k < i; k++) sum -= lower[i * size + k]! * inverse[k * size + column]!;
      inverse[i * size + column] = sum / lower[i * size + i]!;
    }
  }
  return inverse;
}

const turn = (factor: Float64Array, vector: Float64Array): Float64Array =>
  vector.map((_, row) => vector.reduce((sum, value, i) => sum + factor[row * vector.length + i]! * value, 0));

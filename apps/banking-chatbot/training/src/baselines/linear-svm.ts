/** A linear support vector machine against each other class: the classical text classifier. */
import { createRandom } from '@casebook/training';
import type { SparseVector } from './tf-idf.js';

const EPOCHS = 40;
const TOLERANCE = 0.01;

/**
 * One machine a class with squared hinge loss, by dual coordinate descent (Hsieh et al. 2008, algorithm 1 for L2-SVM), as LIBLINEAR and
 * scikit-learn's LinearSVC at their default C = 1; a column of ones stands for the bias.
 *
 * @param labels class of each row, from 0
 * @returns margins of a vector, one a class
 */
export function fitLinearSvm(
  rows: readonly SparseVector[],
  labels: readonly number[],
  classes: number,
  size: number,
  seed: number,
  c = 1,
): (row: SparseVector) => Float64Array {
  const machines = Array.from({ length: classes }, (_, label) => fitMachine(rows, labels, label, size, seed + label, c));
  return (row) => Float64Array.from(machines, (weights) => margin(weights, row));
}

function fitMachine(
  rows: readonly SparseVector[],
  labels: readonly number[],
  label: number,
  size: number,
  seed: number,
  c: number,
): Float64Array {
  const weights = new Float64Array(size + 1);
  const alpha = new Float64Array(rows.length);
  const diagonal = 1 / (2 * c);
  const curvature = rows.map(({ values }) => values.reduce((sum, value) => sum + value * value, 1) + diagonal);
  const random = createRandom(seed);
  const order = random.permutation(rows.length);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    let worst = 0;
    for (const row of random.shuffle(order)) {
      const y = labels[row] === label ? 1 : -1;
      const gradient = y * margin(weights, rows[row]!) - 1 + diagonal * alpha[row]!;
      const projected = alpha[row] === 0 ? Math.min(gradient, 0) : gradient;
      worst = Math.max(worst, Math.abs(projected));
      if (projected === 0) continue;
      const before = alpha[row]!;
      alpha[row] = Math.max(before - gradient / curvature[row]!, 0);
      addScaled(weights, rows[row]!, (alpha[row]! - before) * y);
    }
    if (worst < TOLERANCE) break;
  }
  return weights;
}

function margin(weights: Float64Array, { columns, values }: SparseVector): number {
  let sum = weights.at(-1)!;
  for (let i = 0; i < columns.length; i++) sum += weights[columns[i]!]! * values[i]!;
  return sum;
}

function addScaled(weights: Float64Array, { columns, values }: SparseVector, scale: number): void {
  for (let i = 0; i < columns.length; i++) weights[columns[i]!]! += scale * values[i]!;
  weights[weights.length - 1]! += scale;
}

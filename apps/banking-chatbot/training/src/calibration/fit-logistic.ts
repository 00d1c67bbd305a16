/** Logistic regression on a few columns, by Newton's method (iteratively reweighted least squares). */
import { sigmoid } from '@casebook/banking-chatbot-contract/understanding';

export interface LogisticFit {
  weights: number[];
  bias: number;
}

const STEPS = 50;

/**
 * Minimises ½ |w|² + C Σ log(1 + exp(−y (w·x + b))), as scikit-learn's LogisticRegression does; the bias is not penalised.
 *
 * @param rows standardised columns
 * @param positive whether each row belongs to the class whose log-odds are fitted
 * @param c strength of the data against the penalty
 */
export function fitLogistic(rows: readonly (readonly number[])[], positive: readonly boolean[], c = 1): LogisticFit {
  const width = (rows[0]?.length ?? 0) + 1;
  let weights = new Array<number>(width).fill(0); // the bias last
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((weight, i) => (i < width - 1 ? weight : 0));
    const hessian = Array.from({ length: width }, (_, i) => Array.from({ length: width }, (_, j) => Number(i === j && i < width - 1)));
    rows.forEach((row, at) => {
      const x = [...row, 1];
      const p = sigmoid(x.reduce((sum, value, i) => sum + value * weights[i]!, 0));
      for (let i = 0; i < width; i++) {
        gradient[i]! += c * (p - Number(positive[at])) * x[i]!;
        for (let j = 0; j < width; j++) hessian[i]![j]! += c * p * (1 - p) * x[i]! * x[j]!;
      }
    });
    const change = solveLinear(hessian, gradient);
    weights = weights.map((weight, i) => weight - change[i]!);
    if (Math.max(...change.map(Math.abs)) < 1e-10) break;
  }
  return { weights: weights.slice(0, -1), bias: weights.at(-1)! };
}

/** Gaussian elimination with pivots; a column that says nothing gets 0. */
function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) if (Math.abs(rows[row]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const head = rows[column]!;
    if (Math.abs(head[column]!) < 1e-12) continue;
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const share = rows[row]![column]! / head[column]!;
      for (let k = column; k <= n; k++) rows[row]![k]! -= share * head[k]!;
    }
  }
  return rows.map((row, i) => (Math.abs(row[i]!) < 1e-12 ? 0 : row[n]! / row[i]!));
}

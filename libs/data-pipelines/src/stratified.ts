/** Splits of labelled rows that keep each label's share. Pure: they see labels, not data. */
import { InvalidInputError } from '@casebook/core';
import { Random } from './random.js';

/**
 * Deals rows into `k` folds so that each label's rows are spread evenly (their counts a fold differ by at most 1), and so are the folds.
 *
 * @param labels one a row
 * @returns the fold of each row, 0 … k − 1; the same for the same labels and seed
 * @throws {InvalidInputError} `SPLIT_INVALID` where k is not a whole number of 2 or more, or exceeds the rows
 */
export function stratifiedFolds(labels: readonly string[], k: number, seed: number): Int32Array {
  if (!Number.isInteger(k) || k < 2 || k > labels.length)
    throw new InvalidInputError('SPLIT_INVALID', `${k} folds of ${labels.length} rows: give a whole number from 2 to the number of rows.`);
  const folds = new Int32Array(labels.length);
  let next = 0; // goes on from label to label: else small labels would all fill the first folds
  for (const rows of shuffledByLabel(labels, seed)) for (const row of rows) folds[row] = next++ % k;
  return folds;
}

/**
 * Holds out a share of each label's rows (rounded, at least one where the label has two).
 *
 * @param share in (0, 1)
 * @returns row numbers, ascending; the same for the same labels and seed
 * @throws {InvalidInputError} `SPLIT_INVALID`
 */
export function stratifiedSplit(labels: readonly string[], share: number, seed: number): { train: Int32Array; validation: Int32Array } {
  if (!(share > 0 && share < 1)) throw new InvalidInputError('SPLIT_INVALID', `A share of ${share}: give one between 0 and 1.`);
  const parts = { train: [] as number[], validation: [] as number[] };
  for (const rows of shuffledByLabel(labels, seed)) {
    const held = rows.length < 2 ? 0 : Math.min(rows.length - 1, Math.max(1, Math.round(rows.length * share)));
    parts.validation.push(...rows.slice(0, held));
    parts.train.push(...rows.slice(held));
  }
  return { train: Int32Array.from(parts.train).sort(), validation: Int32Array.from(parts.validation).sort() };
}

/** The rows of each label, shuffled, labels in alphabetical order. */
function shuffledByLabel(labels: readonly string[], seed: number): number[][] {
  const byLabel = new Map<string, number[]>();
  for (const [row, label] of labels.entries()) {
    const rows = byLabel.get(label);
    if (rows) rows.push(row);
    else byLabel.set(label, [row]);
  }
  const random = new Random(seed);
  return [...byLabel.keys()].sort().map((label, i) => random.fork(i).shuffle(byLabel.get(label)!));
}

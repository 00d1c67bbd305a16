/** Cuts the columns into at most 255 bins, so that a split is searched among bins and not among values. */
import { InvalidInputError } from '@casebook/core';
import type { Random } from '../random/random.js';

/** Bin b holds values in (bounds[b − 1], bounds[b]]; the bin after the last value bin holds the missing ones. */
export interface ColumnBins {
  /** Ascending; one less than there are value bins. */
  bounds: Float32Array;
  hasMissing: boolean;
}

export interface BinnedMatrix {
  rows: number;
  /** One array of bin numbers a column. */
  columns: Uint8Array[];
  bins: ColumnBins[];
}

/** Enough rows to place quantiles to a fraction of a bin. */
const SAMPLE = 200_000;

/** The number of value bins; also the number of the bin that holds missing values. */
export const missingBin = ({ bounds }: ColumnBins): number => bounds.length + 1;

/**
 * Bins a row-major matrix: every distinct value gets a bin where they fit, otherwise bins of about equal counts.
 * @throws {InvalidInputError} `BOOSTING_INFINITE` where a value is infinite
 */
export function binFeatures(features: Float32Array, rows: number, columns: number, maxBins: number, random: Random): BinnedMatrix {
  const sample = rows <= SAMPLE ? undefined : Int32Array.from({ length: SAMPLE }, () => random.int(rows));
  const matrix: BinnedMatrix = { rows, columns: [], bins: [] };
  for (let column = 0; column < columns; column++) {
    const values = new Float32Array(rows);
    for (let row = 0; row < rows; row++) values[row] = features[row * columns + column]!;
    const bounds = binBounds(sample ? Float32Array.from(sample, (row) => values[row]!) : values, maxBins);
    const numbers = new Uint8Array(rows);
    let hasMissing = false;
    for (let row = 0; row < rows; row++) {
      const value = values[row]!;
      if (Number.isNaN(value)) {
        hasMissing = true;
        numbers[row] = bounds.length + 1;
      } else {
        if (!Number.isFinite(value)) {
          throw new InvalidInputError(
            'BOOSTING_INFINITE',
            `Row ${row} of column ${column} is ${value}: give NaN where a value is missing.`,
          );
        }
        numbers[row] = binOf(bounds, value);
      }
    }
    matrix.columns.push(numbers);
    matrix.bins.push({ bounds, hasMissing });
  }
  return matrix;
}

/** The first bin whose bound is not below the value. */
export function binOf(bounds: Float32Array, value: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= bounds[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Upper bounds of all bins but the last, between neighbouring values of the sample. */
export function binBounds(sample: Float32Array, maxBins: number): Float32Array {
  const sorted = sample.filter((value) => !Number.isNaN(value)).sort();
  const distinct: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    if (distinct.length > 0 && distinct[distinct.length - 1] === value) counts[counts.length - 1]!++;
    else {
      distinct.push(value);
      counts.push(1);
    }
  }
  const bounds: number[] = [];
  let left = sorted.length;
  let inBin = 0;
  for (let i = 0; i + 1 < distinct.length && bounds.length + 1 < maxBins; i++) {
    inBin += counts[i]!;
    const target = distinct.length <= maxBins ? 0 : left / (maxBins - bounds.length);
    const nextIsHeavy = distinct.length > maxBins && counts[i + 1]! >= target && inBin >= target / 2;
    if (inBin >= target || nextIsHeavy) {
      bounds.push(between(distinct[i]!, distinct[i + 1]!));
      left -= inBin;
      inBin = 0;
    }
  }
  return Float32Array.from(bounds);
}

/** A float32 t with low ≤ t < high. */
function between(low: number, high: number): number {
  const middle = Math.fround(low + (high - low) / 2);
  return middle < high ? middle : low;
}

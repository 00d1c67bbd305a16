/** Splits of an event log into train and test that never let the future into the past. Pure: they see times and users, not data. */
import { InvalidInputError } from '@casebook/core';

/** Row numbers of a log, ascending. */
export interface TemporalSplit {
  train: Int32Array;
  test: Int32Array;
}

/**
 * Temporal split at one instant for everybody: train is everything before `at`, test is [at, until).
 *
 * @param time one time a row, in any unit and any order
 * @param window `at` belongs to the test; `until` is open, +∞ unless told
 * @throws {InvalidInputError} `SPLIT_INVALID` where a bound is NaN or `until` ≤ `at`, `SPLIT_EMPTY` where either side has no row
 */
export function temporalSplit(time: ArrayLike<number>, { at, until = Infinity }: { at: number; until?: number }): TemporalSplit {
  if (!(until > at))
    throw new InvalidInputError('SPLIT_INVALID', `The test window [${at}, ${until}) is empty: choose an end after its start.`);
  const train: number[] = [];
  const test: number[] = [];
  for (let row = 0; row < time.length; row++) {
    if (time[row]! < at) train.push(row);
    else if (time[row]! < until) test.push(row);
  }
  if (train.length === 0 || test.length === 0) {
    throw new InvalidInputError(
      'SPLIT_EMPTY',
      `Split at ${at}: ${train.length} rows before and ${test.length} in the test window. Choose another date.`,
    );
  }
  return { train: Int32Array.from(train), test: Int32Array.from(test) };
}

export interface LeaveOneOutSplit extends TemporalSplit {
  validation: Int32Array;
}

/**
 * Leave-one-out, the protocol of SASRec (Kang and McAuley, 2018, §4.1) and S3-Rec: of every user the last row is test, the one
 * before it validation, the rest train. Users with fewer than three rows are in train only.
 *
 * @param user one user number a row; rows are in time order
 */
export function leaveOneOut(user: ArrayLike<number>): LeaveOneOutSplit {
  const count = new Map<number, number>();
  for (let row = 0; row < user.length; row++) count.set(user[row]!, (count.get(user[row]!) ?? 0) + 1);
  const seen = new Map<number, number>();
  const parts = { train: [] as number[], validation: [] as number[], test: [] as number[] };
  for (let row = 0; row < user.length; row++) {
    const total = count.get(user[row]!)!;
    const left = total - 1 - (seen.get(user[row]!) ?? 0);
    seen.set(user[row]!, total - left);
    const part = total < 3 || left > 1 ? parts.train : left === 1 ? parts.validation : parts.test;
    part.push(row);
  }
  return { train: Int32Array.from(parts.train), validation: Int32Array.from(parts.validation), test: Int32Array.from(parts.test) };
}

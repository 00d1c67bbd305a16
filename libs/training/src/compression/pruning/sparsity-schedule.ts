/** How much is pruned at which step. */
import { InvalidInputError } from '@casebook/core';

export interface SparsitySchedule {
  /** Share of zeros at the end. */
  final: number;
  /** Share at the beginning; 0 unless told. */
  initial?: number;
  /** Steps before the first pruning; 0 unless told. */
  from?: number;
  /** The step at which the final share is reached. */
  to: number;
}

/**
 * s(t) = s_f + (s_i − s_f) · (1 − (t − t₀) / (t₁ − t₀))³: fast while there is much to spare, slow towards the end (Zhu & Gupta 2017).
 * @returns the share of zeros for a step; the initial one before `from`, the final one after `to`
 * @throws {InvalidInputError} `PRUNING_SCHEDULE`
 */
export function cubicSparsity({ final, initial = 0, from = 0, to }: SparsitySchedule): (step: number) => number {
  if (!(initial >= 0 && final >= initial && final < 1 && to > from)) {
    throw new InvalidInputError('PRUNING_SCHEDULE', 'A pruning schedule needs 0 ≤ initial ≤ final < 1 and from < to.');
  }
  return (step) => {
    const left = 1 - Math.min(1, Math.max(0, (step - from) / (to - from)));
    return final + (initial - final) * left ** 3;
  };
}

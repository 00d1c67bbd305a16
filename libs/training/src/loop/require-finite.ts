/** Stops a run that has diverged where it happened, not three epochs later. */
import { CasebookError } from '@casebook/core';

/**
 * The value itself, if it is a finite number.
 * @param where what it is, for the message: `loss of step 12`
 * @throws {CasebookError} `TRAINING_DIVERGED`
 */
export function requireFinite(value: number, where: string): number {
  if (!Number.isFinite(value)) {
    throw new CasebookError(
      'TRAINING_DIVERGED',
      `The ${where} is ${value}: lower the learning rate, clip the gradients, or look for NaN in the data.`,
    );
  }
  return value;
}

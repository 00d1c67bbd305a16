/** What a checkpoint asks of the parts of a run that remember something. */
import type * as tf from '@tensorflow/tfjs';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A part's memory: finite numbers and text as JSON, arrays of numbers as tensors. */
export interface State {
  values?: Record<string, Json>;
  /** By names that are the same in the next process: not `variable.name`, which counts the variables of this one. */
  tensors?: Record<string, tf.Tensor>;
}

/**
 * A part of a run whose later behaviour depends on what it has seen: an optimiser, moving averages, a plateau schedule, early stopping.
 *
 * A run that is restored from `state()` must go on bit by bit as the one that gave it. What follows from the seed and the step alone needs
 * no state.
 *
 * @example
 * const { values, tensors } = await ema.state(); // … in the next process:
 * await freshEma.restore({ values, tensors });
 */
export interface Stateful {
  /** The tensors still belong to this part: the caller reads them before the next step and does not dispose of them. */
  state(): State | Promise<State>;
  /**
   * The tensors belong to the caller, who disposes of them afterwards: copy or assign them.
   * @throws {CorruptDataError} where the state is not one of such a part
   */
  restore(state: State): void | Promise<void>;
}

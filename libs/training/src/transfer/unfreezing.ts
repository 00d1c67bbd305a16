/** Trains the last block first and thaws the others one after the other. */
import { InvalidInputError } from '@casebook/core';
import type { Block } from './blocks.js';

export interface UnfreezingOptions {
  /** From input to output. */
  blocks: readonly Block[];
  /** Epochs from one block to the next, or the epoch from which each block is trained, in the order of `blocks` (Infinity: never). */
  schedule: { every: number } | { from: readonly number[] };
}

export interface Unfreezing {
  /** The names of the blocks that are trained in an epoch. */
  trained(epoch: number): string[];
  /**
   * Freezes and thaws for an epoch; call it before each, also the first, and also when a run is resumed. What is thawed starts clean.
   * A compiled model need not be compiled again, whatever `fit` warns of. Batch normalisation goes on averaging in a frozen block: call it with `training: false` there.
   */
  apply(epoch: number, optimiser?: { forget(names: Iterable<string>): void }): void;
}

/**
 * Gradual unfreezing (Howard & Ruder 2018): with `every: 1` the last block alone is trained in epoch 0, the last two in epoch 1, and so on.
 * @throws {InvalidInputError} `UNFREEZING` where the schedule does not fit the blocks
 *
 * @example
 * const unfreezing = createUnfreezing({ blocks: blocksOf(model), schedule: { every: 1 } });
 * unfreezing.apply(epoch, optimizer);
 */
export function createUnfreezing({ blocks, schedule }: UnfreezingOptions): Unfreezing {
  const from = 'from' in schedule ? schedule.from : blocks.map((_, b) => (blocks.length - 1 - b) * schedule.every);
  if (from.length !== blocks.length || from.some((epoch) => !(epoch >= 0))) {
    throw new InvalidInputError(
      'UNFREEZING',
      `There are ${blocks.length} blocks and the epochs [${from.join(', ')}]: give each block an epoch of 0 or later.`,
    );
  }
  return {
    trained: (epoch) => blocks.filter((_, b) => epoch >= from[b]!).map(({ name }) => name),
    apply: (epoch, optimiser) =>
      blocks.forEach(({ variables }, b) => {
        const trainable = epoch >= from[b]!;
        const thawed = variables.filter((variable) => trainable && !variable.trainable);
        variables.forEach((variable) => (variable.trainable = trainable));
        optimiser?.forget(thawed.map(({ name }) => name));
      }),
  };
}

/** A batch that grows during training, in place of a learning rate that falls. */
import { InvalidInputError } from '@casebook/core';

export interface BatchGrowth {
  /** Examples of an update in the first epoch. */
  initial: number;
  /** Epochs after which the batch is multiplied. */
  every: number;
  /** 2 unless told. */
  factor?: number;
  /** Examples of an update at most: a tenth of the data, by the paper. */
  max: number;
  /** Examples that fit into memory at once, e.g. from `findBatchSize`; larger batches are accumulated. */
  fits?: number;
}

export interface BatchPlan {
  /** Examples of an update: `microBatch` × `accumulate`. */
  batchSize: number;
  microBatch: number;
  accumulate: number;
}

/**
 * The batch of each epoch (Smith et al. 2018, "Don't decay the learning rate, increase the batch size"): the noise of the gradient falls as
 * with a rate divided by `factor`, with fewer updates. Sizes that do not fit are split evenly, rounding down to what divides.
 *
 * @throws {InvalidInputError} `BATCH_GROWTH`
 *
 * @example
 * batchGrowth({ initial: 64, every: 2, max: 1024, fits: 128 })(4); // { batchSize: 256, microBatch: 128, accumulate: 2 }
 */
export function batchGrowth({ initial, every, factor = 2, max, fits = Infinity }: BatchGrowth): (epoch: number) => BatchPlan {
  if (!(initial >= 1 && every >= 1 && factor > 1 && max >= initial && fits >= 1)) {
    throw new InvalidInputError(
      'BATCH_GROWTH',
      'A growing batch needs initial, every and fits of 1 or more, a factor above 1 and a max of at least initial.',
    );
  }
  return (epoch) => {
    const wanted = Math.min(max, Math.round(initial * factor ** Math.floor(epoch / every)));
    const accumulate = Math.ceil(wanted / fits);
    const microBatch = Math.floor(wanted / accumulate);
    return { batchSize: microBatch * accumulate, microBatch, accumulate };
  };
}

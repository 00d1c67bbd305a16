/** The order in which a run sees its data: by seed and epoch, so that any place in it can be found again. */
import { InvalidInputError } from '@casebook/core';
import type { Json } from '../checkpoint/stateful.js';
import { createRandom, type Random } from '../random/random.js';
import { deriveSeed } from './seeds.js';

export interface Batch<T> {
  samples: number;
  /** What the loss is computed from. Tensors in it, itself or one level down, belong to the loop, which disposes of them. */
  values: T;
}

/** Batches of every epoch. What an epoch holds may depend on its number and on nothing that happened before it. */
export interface BatchSource<T> {
  /** Samples of an epoch, for the time left; near enough where it varies. */
  readonly samples: number;
  /** Batches of an epoch; near enough likewise. */
  readonly batches: number;
  /** What the order depends on: a checkpoint of a run with another one is refused. */
  readonly config: Json;
  /** @param from how many batches to leave out at the beginning of the epoch */
  epoch(epoch: number, from: number): Iterable<Batch<T>> | AsyncIterable<Batch<T>>;
}

export interface BatchesOptions<T> {
  /** Rows of the data set. */
  samples: number;
  batchSize: number;
  seed: number;
  /**
   * Makes a batch of some rows; may read files or augment.
   * @param random for augmentation: a stream of its own for each batch
   */
  make: (rows: Int32Array, random: Random) => T | Promise<T>;
  /** In a new order each epoch; true unless told. */
  shuffle?: boolean;
  /** Leaves out the last batch where it is smaller; false unless told. */
  dropLast?: boolean;
}

/**
 * Batches of a data set whose rows have numbers.
 * @throws {InvalidInputError} `DATA_EMPTY`, or `DATA_TOO_SMALL` where there is not one whole batch
 */
export function batches<T>({ samples, batchSize, seed, make, shuffle = true, dropLast = false }: BatchesOptions<T>): BatchSource<T> {
  if (samples === 0) throw new InvalidInputError('DATA_EMPTY', 'The data set has no rows: look at the filters and the split before it.');
  if (samples < batchSize) {
    throw new InvalidInputError(
      'DATA_TOO_SMALL',
      `The data set has ${samples} rows, fewer than a batch of ${batchSize}: lower the batch size or get more data.`,
    );
  }
  const perEpoch = dropLast ? Math.floor(samples / batchSize) : Math.ceil(samples / batchSize);
  return {
    samples: dropLast ? perEpoch * batchSize : samples,
    batches: perEpoch,
    config: { samples, batchSize, seed, shuffle, dropLast },
    epoch: async function* (epoch, from) {
      const order = shuffle
        ? createRandom(deriveSeed(seed, epoch)).permutation(samples)
        : Int32Array.from({ length: samples }, (_, i) => i);
      for (let batch = from; batch < perEpoch; batch++) {
        const rows = order.subarray(batch * batchSize, (batch + 1) * batchSize);
        yield { samples: rows.length, values: await make(rows, createRandom(deriveSeed(seed, epoch, batch))) };
      }
    },
  };
}

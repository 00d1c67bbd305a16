/** Batches of questions of about one length: padding is computed like anything else. */
import { createRandom, deriveSeed, type BatchSource } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { LENGTH, type Batch } from './intent-network.js';
import { padded } from './word-tokens.js';

/** Batches that are sorted by length together: more leave less padding, fewer leave more chance. */
const CHUNK = 25;

/** In a new order each epoch, which follows from seed and epoch alone. */
export function lengthBatches(
  rows: readonly (readonly number[])[],
  labels: Int32Array,
  batchSize: number,
  seed: number,
): BatchSource<Batch> {
  const count = Math.ceil(rows.length / batchSize);
  return {
    samples: rows.length,
    batches: count,
    config: { samples: rows.length, batchSize, seed, chunk: CHUNK },
    *epoch(epoch, from) {
      const random = createRandom(deriveSeed(seed, epoch));
      const order = random.permutation(rows.length);
      for (let start = 0; start < order.length; start += CHUNK * batchSize) {
        order.subarray(start, start + CHUNK * batchSize).sort((a, b) => rows[a]!.length - rows[b]!.length);
      }
      for (const batch of random.permutation(count).subarray(from)) {
        const picked = Array.from(order.subarray(batch * batchSize, (batch + 1) * batchSize));
        yield { samples: picked.length, values: batchOf(picked.map((row) => rows[row]!), picked.map((row) => labels[row]!)) }; // prettier-ignore
      }
    },
  };
}

/** Tensors of some questions, as long as the longest. */
export function batchOf(rows: readonly (readonly number[])[], labels: readonly number[]): Batch {
  const length = Math.min(LENGTH, Math.max(1, ...rows.map((tokens) => tokens.length)));
  const { ids, mask } = padded(rows, length);
  const matrix = (values: Int32Array) => tf.tensor2d(values, [rows.length, length], 'int32');
  return { ids: matrix(ids), mask: matrix(mask), label: tf.tensor1d([...labels], 'int32') };
}

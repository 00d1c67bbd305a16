/** The largest batch that fits into memory, found by trying. */
import { InvalidInputError, TooLargeError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { isOutOfMemory } from './out-of-memory.js';
import { defaultMemoryLimit, type MemoryMeter, systemMemory } from './peak-memory.js';

export interface FindBatchSize {
  /**
   * A whole training step of so many examples, of the longest kind that occur. Give it an optimiser of its own: variables that it makes are
   * disposed, and all others get their values back.
   */
  attempt: (batchSize: number) => void | Promise<void>;
  /** Where to begin; 1 unless told. */
  min?: number;
  /** Where to stop, at most the number of examples. */
  max: number;
  /** Bytes; three quarters of the machine's memory unless told, on a GPU none: there its errors tell. */
  memoryLimit?: number;
  /** The answer is a multiple of this; 1 unless told. */
  multipleOf?: number;
  /** For specs. */
  memory?: MemoryMeter;
}

interface Measured {
  batchSize: number;
  bytes: number;
}

/**
 * Doubles until an attempt runs out of memory or takes more than the limit, then bisects. An attempt whose memory, on the line through the last
 * two, would be over the limit is not made at all: on a CPU it could end the process. Leaves no tensor behind.
 *
 * @returns the largest batch size that was tried and fits
 * @throws {TooLargeError} `BATCH_DOES_NOT_FIT` where not even the smallest one does
 * @throws whatever the attempt throws that is not about memory
 *
 * @example
 * await findBatchSize({ max: 1024, attempt: (n) => void trainStep({ optimizer: tf.train.sgd(0), loss: () => loss(longest(n)) }) });
 */
export async function findBatchSize(options: FindBatchSize): Promise<number> {
  const { attempt, min = 1, max, memoryLimit = defaultMemoryLimit(), multipleOf: unit = 1, memory = systemMemory } = options;
  const largest = Math.floor(max / unit);
  const smallest = Math.ceil(min / unit);
  if (!(smallest >= 1 && largest >= smallest)) {
    throw new InvalidInputError('BATCH_RANGE', `There is no multiple of ${unit} from ${min} to ${max}: widen the range.`);
  }
  const known: Measured[] = [];
  const fits = async (units: number) => {
    const batchSize = units * unit;
    if (expected(known, batchSize) > memoryLimit) return false;
    memory.reset();
    if (!(await succeeds(() => attempt(batchSize)))) return false;
    known.push({ batchSize, bytes: memory.peak() });
    return known.at(-1)!.bytes <= memoryLimit;
  };
  if (!(await fits(smallest))) {
    throw new TooLargeError('BATCH_DOES_NOT_FIT', `Not even ${smallest * unit} examples fit: make the model or the examples smaller.`);
  }
  let [good, bad] = [smallest, largest + 1];
  while (bad - good > 1) {
    const next = bad > largest ? Math.min(2 * good, largest) : Math.floor((good + bad) / 2);
    if (await fits(next)) good = next;
    else bad = next;
  }
  return good * unit;
}

/** Bytes on the line through the two largest attempts: memory is about a constant and a share of each example. 0 where nothing is known. */
function expected(known: readonly Measured[], batchSize: number): number {
  const [a, b] = [...known].sort((one, other) => one.batchSize - other.batchSize).slice(-2);
  if (!a || !b || b.bytes <= a.bytes) return 0;
  return b.bytes + ((b.bytes - a.bytes) / (b.batchSize - a.batchSize)) * (batchSize - b.batchSize);
}

/** Whether it went through; puts the tensors and variables back as they were. */
async function succeeds(attempt: () => void | Promise<void>): Promise<boolean> {
  const engine = tf.engine();
  const before = new Map(Object.values(engine.registeredVariables).map((variable) => [variable, variable.clone()]));
  engine.startScope();
  try {
    await attempt();
    return true;
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    return false;
  } finally {
    Object.values(engine.registeredVariables).forEach((variable) => {
      const values = before.get(variable);
      if (values) variable.assign(values);
      else variable.dispose();
    });
    engine.endScope();
    before.forEach((values) => values.dispose());
  }
}

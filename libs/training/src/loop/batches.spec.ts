import { fc, test } from '@fast-check/vitest';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBackend } from '../backend/use-backend.js';
import { arrayBatches } from './array-batches.js';
import { type Batch, batches, type BatchSource } from './batches.js';
import { disposeBatch, prefetch } from './prefetch.js';

beforeAll(() => useBackend('cpu'));

async function all<T>(source: Iterable<T> | AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of source) found.push(item);
  return found;
}
const rowsOf = async (source: BatchSource<number[]>, epoch: number, from = 0) =>
  (await all(source.epoch(epoch, from))).map(({ values }) => values);

describe('batches', () => {
  const sizes = fc.integer({ min: 1, max: 60 }).chain((samples) => fc.tuple(fc.constant(samples), fc.integer({ min: 1, max: samples })));

  test.prop([sizes, fc.integer(), fc.nat(5), fc.nat(9)])('begins anywhere in an epoch as if it had come there by itself', async ([samples, batchSize], seed, epoch, from) => {
    const source = batches({ samples, batchSize, seed, make: (rows) => [...rows] });
    const whole = await rowsOf(source, epoch);
    expect(await rowsOf(source, epoch, from)).toEqual(whole.slice(from));
    expect(whole.length).toBe(source.batches);
    expect(whole.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: samples }, (_, i) => i)); // every row once
  }); // prettier-ignore

  it('has another order in each epoch, and the same augmentation wherever it begins', async () => {
    const source = batches({ samples: 64, batchSize: 16, seed: 1, make: (_, random) => [random.next()] });
    const orders = batches({ samples: 64, batchSize: 64, seed: 1, make: (rows) => [...rows] });
    expect(await rowsOf(orders, 0)).not.toEqual(await rowsOf(orders, 1));
    expect(new Set((await rowsOf(source, 0)).concat(await rowsOf(source, 1)).flat()).size).toBe(8);
    expect(await rowsOf(source, 1, 3)).toEqual((await rowsOf(source, 1)).slice(3));
  });

  it('leaves the small batch out where told, and keeps the order where told', async () => {
    const source = batches({ samples: 7, batchSize: 3, seed: 1, make: (rows) => [...rows], shuffle: false, dropLast: true });
    expect(await rowsOf(source, 0)).toEqual([[0, 1, 2], [3, 4, 5]]); // prettier-ignore
    expect([source.samples, source.batches]).toEqual([6, 2]);
  });

  it.each([
    [0, 'DATA_EMPTY'],
    [5, 'DATA_TOO_SMALL'],
  ])('refuses %i rows for batches of 8', (samples, code) => {
    expect(() => batches({ samples, batchSize: 8, seed: 1, make: () => 0 })).toThrow(expect.objectContaining({ code }));
  });
});

describe('arrayBatches', () => {
  const options = { batchSize: 2, seed: 1, shuffle: false };

  it('makes tensors of the rows', async () => {
    const source = arrayBatches({ x: { data: Float32Array.from({ length: 12 }, (_, i) => i / 2), shape: [2, 2] }, y: { data: Uint8Array.of(2, 0, 1), classes: 3 } }, options);
    const [first, last] = await all(source.epoch(0, 0));
    expect(first!.values.x.arraySync()).toEqual([[[0, 0.5], [1, 1.5]], [[2, 2.5], [3, 3.5]]]);
    expect([first!.values.y.dtype, first!.values.y.arraySync()]).toEqual(['int32', [2, 0]]);
    expect([last!.samples, last!.values.x.shape]).toEqual([1, [1, 2, 2]]);
  }); // prettier-ignore

  it.each([
    ['LABEL_OUT_OF_RANGE', { y: { data: Int32Array.of(0, 1, 3), classes: 3 } }, /Row 2 of y is 3, and labels of 3 classes go from 0 to 2/],
    ['LABEL_OUT_OF_RANGE', { y: { data: Int32Array.of(0, -1, 1), classes: 3 } }, /Row 1 of y is -1/],
    ['LABEL_OUT_OF_RANGE', { y: { data: Float32Array.of(0, 0.5, 1), classes: 3 } }, /Row 1 of y is 0\.5/],
    ['DATA_NOT_FINITE', { x: { data: Float32Array.of(0, 1, 2, 3, NaN, 5), shape: [2] } }, /Row 2 of x holds NaN/],
    ['DATA_SHAPE', { x: { data: new Float32Array(6), shape: [2] }, y: { data: new Int32Array(4) } }, /Column y has 4 numbers, which are not 3 rows of 1/],
    ['DATA_SHAPE', { x: { data: new Float32Array(5), shape: [2] } }, /make the columns agree/],
    ['DATA_EMPTY', { x: { data: new Float32Array(0) } }, /no rows/],
    ['DATA_EMPTY', {}, /no rows/],
  ])('refuses %s before the first step: %j', (code, columns, message) => {
    expect(() => arrayBatches(columns as Parameters<typeof arrayBatches>[0], options)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  }); // prettier-ignore
});

describe('prefetch', () => {
  it.each([0, 1, 5])('gives the same batches in the same order, %i ahead', async (ahead) => {
    const made: number[] = [];
    const source = (function* () {
      for (let i = 0; i < 4; i++) {
        made.push(i);
        yield { samples: 1, values: i };
      }
    })();
    const seen: number[] = [];
    for await (const { values } of prefetch(source, ahead)) {
      expect(made.length).toBe(Math.min(4, values + 1 + ahead));
      seen.push(values);
    }
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  it('disposes of what nobody takes, and closes the source', async () => {
    const before = tf.memory().numTensors;
    let closed = false;
    const source = (async function* (): AsyncGenerator<Batch<{ x: tf.Tensor; ids: number[] }>> {
      try {
        for (;;) yield { samples: 1, values: { x: tf.ones([2]), ids: [1] } };
      } finally {
        closed = true;
      }
    })();
    for await (const batch of prefetch(source, 3)) {
      disposeBatch(batch);
      break;
    }
    expect(closed).toBe(true);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('tells an error of the source when the reader gets there', async () => {
    const source = (async function* () {
      yield { samples: 1, values: 1 };
      throw new Error('the disk is gone');
    })();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { values } of prefetch(source, 4)) seen.push(values);
    })();
    await expect(reading).rejects.toThrow('the disk is gone');
    expect(seen).toEqual([1]);
  });
});

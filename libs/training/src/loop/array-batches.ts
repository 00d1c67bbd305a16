/** Batches of tensors from arrays in memory, checked before the first step. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { batches, type BatchesOptions, type BatchSource } from './batches.js';

export interface Column {
  /** Row after row; integers become int32 tensors. */
  data: Float32Array | Int32Array | Uint8Array;
  /** Of one row: `[28, 28, 1]`; one number a row unless told. */
  shape?: readonly number[];
  /** For labels: they must be whole numbers from 0 to classes − 1. */
  classes?: number;
}

/**
 * @throws {InvalidInputError} `DATA_SHAPE` where the columns have different numbers of rows, `DATA_NOT_FINITE` and `LABEL_OUT_OF_RANGE` with
 * column and row, and those of {@link batches}
 *
 * @example
 * const data = arrayBatches({ x: { data: pixels, shape: [64] }, label: { data: digits, classes: 10 } }, { batchSize: 32, seed: 1 });
 */
export function arrayBatches<K extends string>(
  columns: Readonly<Record<K, Column>>,
  options: Omit<BatchesOptions<unknown>, 'samples' | 'make'>,
): BatchSource<Record<K, tf.Tensor>> {
  const entries = Object.entries<Column>(columns).map(([name, column]) => ({ name, width: size(column.shape ?? []), ...column }));
  const samples = entries.length === 0 ? 0 : entries[0]!.data.length / entries[0]!.width;
  for (const column of entries) {
    if (column.data.length !== samples * column.width || !Number.isInteger(samples)) {
      throw new InvalidInputError(
        'DATA_SHAPE',
        `Column ${column.name} has ${column.data.length} numbers, which are not ${samples} rows of ${column.width}: make the columns agree.`,
      );
    }
    requireNumbers(column);
  }
  const make = (rows: Int32Array) => Object.fromEntries(entries.map((column) => [column.name, gather(column, rows)]));
  return batches({ ...options, samples, make }) as BatchSource<Record<K, tf.Tensor>>;
}

type Named = Column & { name: string; width: number };

function gather({ data, shape = [], width }: Named, rows: Int32Array): tf.Tensor {
  const picked = data instanceof Float32Array ? new Float32Array(rows.length * width) : new Int32Array(rows.length * width);
  rows.forEach((row, i) => picked.set(data.subarray(row * width, (row + 1) * width), i * width));
  return tf.tensor(picked, [rows.length, ...shape]);
}

function requireNumbers({ name, data, width, classes }: Named): void {
  const notFinite = data instanceof Float32Array ? data.findIndex((value) => !Number.isFinite(value)) : -1;
  if (notFinite >= 0) {
    throw new InvalidInputError(
      'DATA_NOT_FINITE',
      `Row ${Math.floor(notFinite / width)} of ${name} holds ${data[notFinite]}: fill in or leave out what is missing.`,
    );
  }
  if (classes === undefined) return;
  const outside = data.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < classes));
  if (outside >= 0) {
    throw new InvalidInputError(
      'LABEL_OUT_OF_RANGE',
      `Row ${Math.floor(outside / width)} of ${name} is ${data[outside]}, and labels of ${classes} classes go from 0 to ${classes - 1}: correct the labels or the number of classes.`,
    );
  }
}

const size = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

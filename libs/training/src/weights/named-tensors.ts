/** Weights by the names that another framework gave them. */
import { InvalidInputError } from '@casebook/core';
import { toFloat32, type SafeTensor } from '@casebook/safetensors';

/** Row-major values of a shape. */
export interface FloatTensor {
  shape: readonly number[];
  data: Float32Array;
  /** Set where a matrix is stored [in, out] under a name of PyTorch, which itself stores [out, in]: ONNX files do that. */
  inputsFirst?: true;
}

export type NamedTensors = ReadonlyMap<string, FloatTensor>;

const INTEGERS = /^(BOOL|[IU]\d+)$/;

/**
 * The weights of a safetensors file as float32. Whole numbers (position ids, step counters) are no weights and stay out.
 *
 * @example
 * const tensors = floatTensors(readSafetensors(await readFile('model.safetensors')).tensors);
 */
export function floatTensors(tensors: ReadonlyMap<string, SafeTensor>): NamedTensors {
  const weights = [...tensors].filter(([, { dtype }]) => !INTEGERS.test(dtype));
  return new Map(weights.map(([name, tensor]) => [name, { shape: tensor.shape, data: toFloat32(tensor) }]));
}

/** The kernel [in, out] of a linear layer, as TensorFlow keeps it, of a matrix that is [out, in], as PyTorch does, unless it says otherwise. */
export const linearKernel = (weight: FloatTensor): FloatTensor => (weight.inputsFirst ? weight : transpose(weight));

/** [rows, columns] to [columns, rows]. */
export function transpose({ shape, data }: FloatTensor): FloatTensor {
  const [rows, columns] = requireMatrix(shape);
  const turned = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) turned[column * rows + row] = data[row * columns + column]!;
  }
  return { shape: [columns, rows], data: turned };
}

/** The given rows of a matrix, in that order. @throws {InvalidInputError} `WEIGHTS_ROW` where there is no such row */
export function takeRows({ shape, data }: FloatTensor, rows: ArrayLike<number>): FloatTensor {
  const [count, columns] = requireMatrix(shape);
  const taken = new Float32Array(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (!Number.isInteger(row) || row < 0 || row >= count) {
      throw new InvalidInputError('WEIGHTS_ROW', `There is no row ${row} in a table of ${count}: the ids belong to another vocabulary.`);
    }
    taken.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  }
  return { shape: [rows.length, columns], data: taken };
}

function requireMatrix(shape: readonly number[]): [number, number] {
  if (shape.length === 2) return shape as [number, number];
  throw new InvalidInputError('WEIGHTS_SHAPE', `A matrix is needed where the file has a tensor of shape [${shape.join(', ')}].`);
}

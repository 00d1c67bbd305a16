/** The border of a model: what does not fit its signature never reaches it. */
import { InvalidInputError } from '@casebook/core';
import type { TensorSpec } from '@casebook/model-packages';
import { elementCount, tensorArrays, type Tensor, type Tensors } from './tensor.js';

/** Elements one request may bring in one tensor: bounds memory before anything is copied. */
const MAX_ELEMENTS = 64 * 1024 * 1024;

/**
 * Checks names, dtypes, shapes and values of a request's inputs. A named axis must have one length in all inputs.
 *
 * @param mayBeMissing inputs in which NaN stands for "does not apply" (tree ensembles read it so); infinities are refused everywhere
 * @throws {InvalidInputError} `INPUT_MISSING`, `INPUT_UNKNOWN`, `INPUT_DTYPE`, `INPUT_SHAPE`, `INPUT_NOT_FINITE`
 */
export function checkInputs(specs: readonly TensorSpec[], inputs: Tensors, mayBeMissing: ReadonlySet<string> = new Set()): void {
  const expected = specs.map(({ name }) => name);
  for (const name of Object.keys(inputs)) {
    if (!expected.includes(name)) throw new InvalidInputError('INPUT_UNKNOWN', `There is no input '${name}': give ${expected.join(', ')}.`);
  }
  const axes = new Map<string, number>();
  for (const spec of specs) {
    const tensor = Object.hasOwn(inputs, spec.name) ? inputs[spec.name] : undefined;
    if (!tensor) throw new InvalidInputError('INPUT_MISSING', `Input '${spec.name}' is missing: give ${expected.join(', ')}.`);
    checkType(spec, tensor);
    checkShape(spec, tensor, axes);
    checkValues(spec.name, tensor, mayBeMissing.has(spec.name));
  }
}

function checkType({ name, dtype }: TensorSpec, tensor: Tensor): void {
  const fits = dtype === 'string' ? Array.isArray(tensor.data) : tensor.data instanceof tensorArrays[dtype];
  if (tensor.dtype !== dtype || !fits) {
    throw new InvalidInputError('INPUT_DTYPE', `Input '${name}' is ${tensor.dtype} in a ${tensor.data.constructor.name}: give ${dtype}.`);
  }
}

function checkShape({ name, shape }: TensorSpec, tensor: Tensor, axes: Map<string, number>): void {
  const wrong = () => {
    const expected = shape.map((axis) => (typeof axis === 'string' && axes.has(axis) ? `${axis}=${axes.get(axis)}` : axis));
    return new InvalidInputError('INPUT_SHAPE', `Input '${name}' has shape [${tensor.shape.join(', ')}]: give [${expected.join(', ')}].`);
  };
  if (tensor.shape.length !== shape.length) throw wrong();
  shape.forEach((axis, i) => {
    const length = tensor.shape[i]!;
    const expected = typeof axis === 'number' ? axis : (axes.get(axis) ?? length);
    if (!Number.isInteger(length) || length < 0 || length !== expected) throw wrong();
    if (typeof axis === 'string') axes.set(axis, length);
  });
  const count = elementCount(tensor.shape);
  if (count > MAX_ELEMENTS || count !== tensor.data.length) {
    throw new InvalidInputError(
      'INPUT_SHAPE',
      `Input '${name}' of shape [${tensor.shape.join(', ')}] holds ${tensor.data.length} elements: make them agree.`,
    );
  }
}

function checkValues(name: string, { data }: Tensor, mayBeMissing: boolean): void {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (Number.isFinite(value) || (mayBeMissing && Number.isNaN(value))) continue;
    throw new InvalidInputError('INPUT_NOT_FINITE', `Input '${name}' holds ${value} at element ${i}: give finite numbers.`);
  }
}

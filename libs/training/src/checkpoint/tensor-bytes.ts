/** Tensors of TensorFlow.js as safetensors and back. */
import { InvalidInputError } from '@casebook/core';
import { readSafetensors, type SafeDtype, type SafeTensor, writeSafetensors } from '@casebook/safetensors';
import * as tf from '@tensorflow/tfjs';

export type HostTensors = ReadonlyMap<string, SafeTensor>;

/**
 * Reads tensors from the backend into one safetensors file.
 * @throws {InvalidInputError} `TENSOR_INVALID` for text and complex numbers, which the format does not have
 */
export async function encodeTensors(tensors: Readonly<Record<string, tf.Tensor>>): Promise<Uint8Array> {
  const host = await Promise.all(Object.entries(tensors).map(async ([name, tensor]) => [name, await toHost(name, tensor)] as const));
  return writeSafetensors(Object.fromEntries(host));
}

export const decodeTensors = (bytes: Uint8Array): HostTensors => readSafetensors(bytes).tensors;

/** A new tensor on the backend; the caller disposes of it. */
export function toTensor({ dtype, shape, data }: SafeTensor): tf.Tensor {
  if (dtype === 'F32') return tf.tensor(data, shape, 'float32');
  if (dtype === 'I32') return tf.tensor(data, shape, 'int32');
  if (dtype === 'BOOL') return tf.tensor(data, shape, 'bool');
  throw new InvalidInputError('TENSOR_INVALID', `TensorFlow.js has no tensors of ${dtype}: convert it to F32, I32 or BOOL.`);
}

const dtypes: Partial<Record<tf.DataType, SafeDtype>> = { float32: 'F32', int32: 'I32', bool: 'BOOL' };

async function toHost(name: string, tensor: tf.Tensor): Promise<SafeTensor> {
  const dtype = dtypes[tensor.dtype];
  if (!dtype) throw new InvalidInputError('TENSOR_INVALID', `'${name}' is of type ${tensor.dtype}, which a checkpoint cannot keep.`);
  return { dtype, shape: [...tensor.shape], data: await tensor.data() } as SafeTensor;
}

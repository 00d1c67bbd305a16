/** What a model takes and gives: names, dtypes and shapes of its tensors. */
import { z } from 'zod';

/** Element types, named as ONNX Runtime names them. */
export const tensorTypes = [
  'float32',
  'float16',
  'float64',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'bool',
  'string',
] as const;
export type TensorType = (typeof tensorTypes)[number];

/** One input or output. A string in `shape` names an axis whose length is decided by the caller, e.g. `['batch', 64]`. */
export const tensorSpecSchema = z.strictObject({
  name: z.string().min(1).max(256),
  dtype: z.enum(tensorTypes),
  shape: z.array(z.union([z.int().nonnegative(), z.string().min(1).max(256)])).max(16),
});
export type TensorSpec = z.infer<typeof tensorSpecSchema>;

/** The signature of one ONNX file, inputs and outputs in the order of its graph. */
export const signatureSchema = z.strictObject({
  inputs: z.array(tensorSpecSchema).max(256),
  outputs: z.array(tensorSpecSchema).min(1).max(256),
});
export type Signature = z.infer<typeof signatureSchema>;

const describeTensor = ({ name, dtype, shape }: TensorSpec) => `${name}: ${dtype}[${shape.join(', ')}]`;

/** The signature in one line, e.g. `(features: float32[n, 38]) → (score: float32[n, 1])`. */
export const describeSignature = ({ inputs, outputs }: Signature) =>
  `(${inputs.map(describeTensor).join(', ')}) → (${outputs.map(describeTensor).join(', ')})`;

/** Requests and answers of the Open Inference Protocol v2 over HTTP: https://kserve.github.io/website/docs/concepts/architecture/data-plane/v2-protocol */
import type { TensorType } from '@casebook/model-packages';
import { z } from 'zod';

/** The protocol's names of element types. float16 has no form in JSON, so it is described and not accepted. */
export const datatypes: Record<TensorType, string> = {
  float32: 'FP32',
  float16: 'FP16',
  float64: 'FP64',
  int8: 'INT8',
  uint8: 'UINT8',
  int16: 'INT16',
  uint16: 'UINT16',
  int32: 'INT32',
  uint32: 'UINT32',
  int64: 'INT64',
  uint64: 'UINT64',
  bool: 'BOOL',
  string: 'BYTES',
};

const parameters = z.record(z.string(), z.unknown()).optional();
const tensorName = z.string().min(1).max(256);

export const inferRequestSchema = z.object({
  id: z.string().max(256).optional(),
  parameters,
  inputs: z
    .array(
      z.object({
        name: tensorName,
        shape: z.array(z.int().nonnegative()).max(16),
        datatype: z.string().max(16),
        parameters,
        /** Row-major, flat or nested; checked element by element while it is read. */
        data: z.array(z.unknown()),
      }),
    )
    .min(1)
    .max(256),
  outputs: z
    .array(z.object({ name: tensorName, parameters }))
    .max(256)
    .optional(),
});
export type InferRequest = z.infer<typeof inferRequestSchema>;

export interface TensorJson {
  name: string;
  shape: readonly number[];
  datatype: string;
  data: (number | string | boolean)[];
}

export interface InferResponse {
  model_name: string;
  model_version: string;
  id?: string;
  outputs: TensorJson[];
}

/** ONNX Runtime as these tools use it: an answer for some inputs, with inner edges if wanted. */
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { InvalidInputError } from '@casebook/core';
import { ModelProtoSchema, ValueInfoProtoSchema } from 'onnx-buf';
import { InferenceSession, type Tensor } from 'onnxruntime-node';

/** One run's inputs, by name. */
export type Feeds = Readonly<Record<string, Tensor>>;

/** Errors only: with inner edges as outputs, ONNX Runtime warns of every optimisation that it cannot make. */
const QUIET: InferenceSession.SessionOptions = { executionProviders: ['cpu'], logSeverityLevel: 3 };

/**
 * Opens a session on the CPU, hands it to `use`, and frees it whatever happens.
 * @throws {InvalidInputError} `ONNX_NOT_RUNNABLE` where ONNX Runtime refuses the model
 */
export async function withSession<T>(
  model: Uint8Array,
  use: (session: InferenceSession) => Promise<T>,
  options: InferenceSession.SessionOptions = {},
): Promise<T> {
  const session = await InferenceSession.create(model, { ...QUIET, ...options }).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidInputError('ONNX_NOT_RUNNABLE', `ONNX Runtime refuses the model (${why}): check the file.`, { cause });
  });
  try {
    return await use(session);
  } finally {
    await session.release();
  }
}

/** The same model with inner edges as outputs too. */
export function exposeEdges(bytes: Uint8Array, edges: Iterable<string>): Uint8Array<ArrayBuffer> {
  const model = fromBinary(ModelProtoSchema, bytes);
  const present = new Set(model.graph!.output.map(({ name }) => name));
  for (const name of edges) if (!present.has(name)) model.graph!.output.push(create(ValueInfoProtoSchema, { name })); // the type is inferred
  return toBinary(ModelProtoSchema, model) as Uint8Array<ArrayBuffer>;
}

/** Names of the float32 edges among a run's answers, with their values. */
export function floatAnswers(answers: InferenceSession.ReturnType): Map<string, Float32Array> {
  const floats = Object.entries(answers).filter(([, tensor]) => tensor.type === 'float32');
  return new Map(floats.map(([name, tensor]) => [name, tensor.data as Float32Array]));
}

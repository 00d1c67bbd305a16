/** The protocol's routes without a framework: an app mounts `handle` under `/v2`. */
import { CasebookError, InvalidInputError, NotFoundError, parseWith, toProblem } from '@casebook/core';
import type { TensorSpec } from '@casebook/model-packages';
import type { Tensors } from '../sessions/tensor.js';
import type { InferenceModels } from '../workers/inference-pool.js';
import { decodeTensor, encodeTensor } from './codec.js';
import { datatypes, inferRequestSchema, type InferResponse } from './protocol.schema.js';

export interface ProtocolOptions {
  /** What the server calls itself. */
  name: string;
  version: string;
  models: InferenceModels;
}
export interface ProtocolRequest {
  method: string;
  /** Without the query, e.g. `/v2/models/ranker/infer`. */
  path: string;
  /** Parsed JSON. */
  body?: unknown;
}
export interface ProtocolResponse {
  status: number;
  body: object;
}
export interface InferenceProtocol {
  /** Never rejects: failures are answers, `{ error, code }` as the protocol words them. */
  handle(request: ProtocolRequest): Promise<ProtocolResponse>;
}

const MODEL_PATH = /^\/models\/([^/]+)(?:\/versions\/([^/]+))?(\/ready|\/infer)?$/;

/**
 * @example
 * const protocol = inferenceProtocol({ name: 'casebook', version: '1', models: pool });
 * await protocol.handle({ method: 'GET', path: '/v2/models/ranker' }); // { status: 200, body: { name: 'ranker', inputs: … } }
 */
export function inferenceProtocol(options: ProtocolOptions): InferenceProtocol {
  return {
    async handle(request) {
      try {
        return await route(options, request);
      } catch (error) {
        const { status, code, detail } = toProblem(error);
        return { status, body: { error: detail, code } };
      }
    },
  };
}

async function route({ name, version, models }: ProtocolOptions, { method, path, body }: ProtocolRequest): Promise<ProtocolResponse> {
  const rest = path.replace(/^\/v2/, '').replace(/\/$/, '');
  const infers = rest.endsWith('/infer');
  if (method !== (infers ? 'POST' : 'GET')) {
    throw new CasebookError('METHOD_NOT_ALLOWED', `Use ${infers ? 'POST' : 'GET'} for ${path.slice(0, 100)}.`, { status: 405 });
  }
  if (rest === '') return { status: 200, body: { name, version, extensions: [] } };
  if (rest === '/health/live') return { status: 200, body: { live: true } };
  if (rest === '/health/ready') return readiness({ ready: models.ready() });
  const [matched, encoded = '', wanted, action] = MODEL_PATH.exec(rest) ?? [];
  if (matched === undefined) throw new NotFoundError('ROUTE_UNKNOWN', `The protocol has no ${path.slice(0, 100)}: see /v2/models/NAME.`);
  const model = decode(encoded);
  const { inputs, outputs } = models.signature(model);
  if (wanted !== undefined && decode(wanted) !== models.version) {
    throw new NotFoundError('MODEL_VERSION_UNKNOWN', `${model} is here in version ${models.version} alone.`);
  }
  if (action === '/ready') return readiness({ name: model, ready: models.ready() });
  if (action === '/infer') return { status: 200, body: await infer(models, model, outputs, body) };
  const metadata = {
    name: model,
    versions: [models.version],
    platform: 'onnxruntime_onnx',
    inputs: inputs.map(describe),
    outputs: outputs.map(describe),
  };
  return { status: 200, body: metadata };
}

async function infer(models: InferenceModels, model: string, outputs: readonly TensorSpec[], body: unknown): Promise<InferResponse> {
  const request = parseWith(inferRequestSchema, body, 'INFERENCE_REQUEST_INVALID', 'The inference request');
  const wanted = request.outputs?.map(({ name }) => name) ?? outputs.map(({ name }) => name);
  const unknown = wanted.find((name) => !outputs.some((output) => output.name === name));
  if (unknown !== undefined) {
    throw new InvalidInputError(
      'OUTPUT_UNKNOWN',
      `There is no output '${unknown}': there are ${outputs.map(({ name }) => name).join(', ')}.`,
    );
  }
  const inputs = new Map(request.inputs.map((input) => [input.name, decodeTensor(input)]));
  if (inputs.size !== request.inputs.length) throw new InvalidInputError('INPUT_REPEATED', 'An input is given twice: give each once.');
  const answer: Tensors = await models.run(model, Object.fromEntries(inputs));
  return {
    model_name: model,
    model_version: models.version,
    ...(request.id === undefined ? {} : { id: request.id }),
    outputs: wanted.map((name) => encodeTensor(name, answer[name]!)),
  };
}

/** A named axis is any length: −1. */
const describe = ({ name, dtype, shape }: TensorSpec) => ({
  name,
  datatype: datatypes[dtype],
  shape: shape.map((axis) => (typeof axis === 'string' ? -1 : axis)),
});

const readiness = <T extends { ready: boolean }>(body: T): ProtocolResponse => ({ status: body.ready ? 200 : 503, body });

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new InvalidInputError('PATH_INVALID', 'The path is not validly encoded.', { cause });
  }
}

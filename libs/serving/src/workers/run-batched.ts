/** Several requests of one model in as few runs as possible. */
import { elementCount, tensorArrays, type Tensor, type Tensors } from '../sessions/tensor.js';
import type { Session } from '../sessions/session.js';

type Result = Error | { value: Tensors };
export type Runner = Pick<Session, 'model' | 'run'>;

/**
 * Runs requests together along axis 0 where the signature allows it (axis 0 of every input and output is the same named axis) and the other
 * axes agree; one by one otherwise. Where a joint run fails its requests are run alone, so that one does not fail the others.
 *
 * @returns one result a request, in order
 */
export async function runBatched(session: Runner, requests: Tensors[]): Promise<Result[]> {
  const results = new Array<Result>(requests.length);
  for (const group of groups(session, requests)) {
    const members = group.map((index) => requests[index]!);
    const answers = group.length > 1 ? await together(session, members).catch(() => undefined) : undefined;
    for (const [k, index] of group.entries()) {
      const alone = answers ? { value: answers[k]! } : await session.run(members[k]!).then((value) => ({ value }), asError);
      results[index] = alone;
    }
  }
  return results;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Indices of requests that may share a run. */
function groups({ model: { inputs, outputs } }: Runner, requests: Tensors[]): number[][] {
  const [batchAxis] = inputs[0]?.shape ?? [];
  const specs = [...inputs, ...outputs];
  const batchable =
    typeof batchAxis === 'string' && specs.every(({ shape }) => shape[0] === batchAxis && !shape.slice(1).includes(batchAxis));
  if (!batchable) return requests.map((_, index) => [index]);
  const byShape = new Map<string, number[]>();
  requests.forEach((request, index) => {
    const key = inputs.map(({ name }) => request[name]!.shape.slice(1).join('x')).join(',');
    const group = byShape.get(key);
    if (group) group.push(index);
    else byShape.set(key, [index]);
  });
  return [...byShape.values()];
}

async function together(session: Runner, requests: Tensors[]): Promise<Tensors[]> {
  const { inputs } = session.model;
  const lengths = requests.map((request) => request[inputs[0]!.name]!.shape[0]!);
  const joined = Object.fromEntries(inputs.map(({ name }) => [name, concatenate(requests.map((request) => request[name]!))]));
  const outputs = await session.run(joined);
  let start = 0;
  return lengths.map((length) => {
    const own = Object.entries(outputs).map(([name, tensor]) => [name, slice(tensor, start, length)]);
    start += length;
    return Object.fromEntries(own);
  });
}

/** Along axis 0. */
function concatenate(parts: Tensor[]): Tensor {
  const [first] = parts as [Tensor];
  const shape = [parts.reduce((sum, part) => sum + part.shape[0]!, 0), ...first.shape.slice(1)];
  if (first.dtype === 'string') return { dtype: 'string', shape, data: parts.flatMap(({ data }) => data as string[]) };
  const data = new tensorArrays[first.dtype](elementCount(shape));
  let at = 0;
  for (const part of parts) {
    (data as Float32Array).set(part.data as Float32Array, at);
    at += part.data.length;
  }
  return { dtype: first.dtype, shape, data };
}

/** Rows start … start + length of axis 0, copied: each answer owns its buffer. */
function slice({ dtype, shape, data }: Tensor, start: number, length: number): Tensor {
  const width = elementCount(shape.slice(1));
  return { dtype, shape: [length, ...shape.slice(1)], data: data.slice(start * width, (start + length) * width) as Tensor['data'] };
}

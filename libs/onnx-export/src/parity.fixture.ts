/** For specs: runs a graph in ONNX Runtime and compares the answer with the one of another engine. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { OnnxGraph } from './graph/onnx-graph.js';

export interface Feed {
  data: Float32Array | Int32Array;
  shape: readonly number[];
}

/** Builds a graph of float32 (Float32Array) and int64 (Int32Array) inputs with all dimensions dynamic, and runs it once. */
export async function runGraph(
  feeds: Record<string, Feed>,
  build: (graph: OnnxGraph, edges: Record<string, string>) => string,
): Promise<Float32Array> {
  const graph = new OnnxGraph('spec');
  const edges: Record<string, string> = {};
  const tensors: Record<string, Tensor> = {};
  for (const [name, { data, shape }] of Object.entries(feeds)) {
    const integer = data instanceof Int32Array;
    edges[name] = graph.input(
      name,
      integer ? 'int64' : 'float32',
      shape.map((_, axis) => `${name}_${axis}`),
    );
    tensors[name] = integer ? new Tensor('int64', BigInt64Array.from(data, BigInt), shape) : new Tensor('float32', data, shape);
  }
  graph.output(build(graph, edges), 'y', 'float32', []);
  return runModel(graph.toBytes(), tensors, 'y');
}

/** Runs an ONNX file once on the CPU. */
export async function runModel(bytes: Uint8Array, feeds: Record<string, Tensor>, output: string): Promise<Float32Array> {
  const session = await InferenceSession.create(bytes, { executionProviders: ['cpu'], logSeverityLevel: 3 });
  const answer = await session.run(feeds);
  await session.release();
  return Float32Array.from(answer[output]!.data as Float32Array);
}

/** The largest absolute difference; Infinity where lengths differ or either is not a number. */
export function furthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  return Array.from(a).reduce((worst, value, i) => {
    const difference = Math.abs(value - b[i]!);
    return Number.isNaN(difference) ? Infinity : Math.max(worst, difference);
  }, 0);
}

/** A reproducible array of roughly normal numbers (linear congruential, Numerical Recipes' constants). */
export function noise(length: number, seed: number): Float32Array {
  let state = (Math.imul(seed, 7919) + 12345) >>> 0;
  const uniform = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
  return Float32Array.from({ length }, () => uniform() + uniform() + uniform() + uniform() - 2);
}

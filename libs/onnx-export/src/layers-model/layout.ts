/** Transposes that cancel: TensorFlow keeps channels last and time second, ONNX wants channels second and time first. */
import type { OnnxGraph } from '../graph/onnx-graph.js';

/** An edge that is the transpose of another one. */
interface View {
  base: string;
  permutation: readonly number[];
}

interface Layouts {
  views: Map<string, View>;
  /** Transposes that were written already, by base and permutation. */
  made: Map<string, string>;
}

const layouts = new WeakMap<OnnxGraph, Layouts>();

function layoutsOf(graph: OnnxGraph): Layouts {
  const known = layouts.get(graph) ?? { views: new Map<string, View>(), made: new Map<string, string>() };
  layouts.set(graph, known);
  return known;
}

const compose = (first: readonly number[], second: readonly number[]): number[] => second.map((axis) => first[axis]!);
const inverse = (permutation: readonly number[]): number[] => permutation.map((_, axis) => permutation.indexOf(axis));
const isIdentity = (permutation: readonly number[]): boolean => permutation.every((from, axis) => from === axis);

/**
 * The edge with its axes in another order; axis i of the result is axis permutation[i] of `x`.
 *
 * Goes back to the edge that `x` was transposed from, so that inverse neighbours cancel and no transpose is written twice. The transposes in
 * between are dropped with everything else that no output needs.
 */
export function transpose(graph: OnnxGraph, x: string, permutation: readonly number[]): string {
  const { views, made } = layoutsOf(graph);
  const view = views.get(x) ?? { base: x, permutation: permutation.map((_, axis) => axis) };
  const whole = compose(view.permutation, permutation);
  if (isIdentity(whole)) return view.base;
  const key = `${view.base}|${whole.join()}`;
  const edge = made.get(key) ?? graph.node('Transpose', [view.base], { perm: whole });
  made.set(key, edge);
  views.set(edge, { base: view.base, permutation: whole });
  return edge;
}

const toFirst = (rank: number): number[] => [0, rank - 1, ...Array.from({ length: rank - 2 }, (_, i) => i + 1)];
const toLast = (rank: number): number[] => [0, ...Array.from({ length: rank - 2 }, (_, i) => i + 2), 1];

/** [batch, …, channels] to [batch, channels, …]. */
export const channelsFirst = (graph: OnnxGraph, x: string, rank: number): string => transpose(graph, x, toFirst(rank));

/** [batch, channels, …] to [batch, …, channels]. */
export const channelsLast = (graph: OnnxGraph, x: string, rank: number): string => transpose(graph, x, toLast(rank));

/** The edge with channels first where the graph has it already; undefined where it would cost a transpose. */
export function freeChannelsFirst(graph: OnnxGraph, x: string, rank: number): string | undefined {
  const view = layoutsOf(graph).views.get(x);
  return view && isIdentity(compose(view.permutation, toFirst(rank))) ? view.base : undefined;
}

/**
 * Writes an operation that does not care for the order of axes before the transposes of its operands instead of after them.
 *
 * @param edges operands of one rank
 * @param build appends the operation to operands that may be transposed; `axis` tells where an axis lies there. Keeps the rank.
 * @returns the result with its axes in the order of `edges`
 */
export function throughTranspose(
  graph: OnnxGraph,
  edges: readonly string[],
  build: (edges: string[], axis: (axis: number) => number) => string,
): string {
  const permutation = edges.map((edge) => layoutsOf(graph).views.get(edge)?.permutation).find((found) => found !== undefined);
  if (!permutation) return build([...edges], (axis) => axis);
  const back = inverse(permutation);
  const result = build(
    edges.map((edge) => transpose(graph, edge, back)),
    (axis) => permutation[axis < 0 ? axis + permutation.length : axis]!,
  );
  return transpose(graph, result, permutation);
}

/** Row-major values with their axes in another order: axis i of the result is axis permutation[i] of the values. */
export function permute(
  data: Float32Array,
  shape: readonly number[],
  permutation: readonly number[],
): { data: Float32Array; shape: number[] } {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const target = permutation.map((axis) => shape[axis]!);
  const steps = permutation.map((axis) => strides[axis]!);
  const result = new Float32Array(data.length);
  const index = target.map(() => 0);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = data[from]!;
    for (let axis = target.length - 1; axis >= 0; axis--) {
      from += steps[axis]!;
      if (++index[axis]! < target[axis]!) break;
      from -= steps[axis]! * target[axis]!;
      index[axis] = 0;
    }
  }
  return { data: result, shape: target };
}

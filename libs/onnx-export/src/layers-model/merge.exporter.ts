/** Layers of several inputs. */
import type { OnnxGraph } from '../graph/onnx-graph.js';
import { l2Normalise } from '../layers/normalise.js';
import { cannotExport, registerLayerExporter } from './exporter-registry.js';
import { number, numbers } from './layer-config.js';
import type { LayerCall, LayerResult } from './layer-export.js';
import { throughTranspose, transpose } from './layout.js';

type Pair = (graph: OnnxGraph, a: string, b: string) => string;

const pairwise: Readonly<Record<string, Pair>> = {
  Add: (graph, a, b) => graph.node('Add', [a, b]),
  Average: (graph, a, b) => graph.node('Add', [a, b]),
  Multiply: (graph, a, b) => graph.node('Mul', [a, b]),
  Maximum: (graph, a, b) => graph.node('Max', [a, b]),
  Minimum: (graph, a, b) => graph.node('Min', [a, b]),
};

for (const [className, pair] of Object.entries(pairwise)) {
  registerLayerExporter(className, ({ graph, inputs, inputShapes }) => {
    const merged = throughTranspose(graph, ofOneRank(graph, inputs, inputShapes), (edges) => {
      const sum = edges.reduce((a, b) => pair(graph, a, b));
      return className === 'Average' ? graph.node('Mul', [sum, graph.scalar(1 / edges.length)]) : sum;
    });
    // TensorFlow.js gives merged masks a shape that no later layer can use.
    return { outputs: [merged], mask: undefined };
  });
}

/** TensorFlow.js adds missing axes behind the batch. */
function ofOneRank(graph: OnnxGraph, inputs: readonly string[], shapes: LayerCall['inputShapes']): string[] {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return inputs.map((edge, i) => {
    const missing = rank - shapes[i]!.length;
    if (missing === 0) return edge;
    return graph.node('Unsqueeze', [edge, graph.integers(Array.from({ length: missing }, (_, axis) => axis + 1))]);
  });
}

registerLayerExporter('Concatenate', (call): LayerResult => {
  const { layer, graph, config, inputs, inputShapes } = call;
  const rank = inputShapes[0]!.length;
  const axis = (number(layer, config, 'axis', -1) + rank) % rank;
  const joined = throughTranspose(graph, inputs, (edges, axisOf) => graph.node('Concat', edges, { axis: axisOf(axis) }));
  return { outputs: [joined], mask: joinMasks(call, axis === rank - 1) };
});

/** Features side by side are kept where all are; sequences one after the other keep their own masks. */
function joinMasks({ layer, graph, masks, inputs }: LayerCall, isLastAxis: boolean): string | undefined {
  const known = masks.filter((mask) => mask !== undefined);
  if (known.length === 0) return undefined;
  if (isLastAxis) return known.reduce((a, b) => graph.node('And', [a, b]));
  if (known.length === inputs.length) return graph.node('Concat', known, { axis: 1 });
  throw cannotExport(layer, 'only some of its inputs are masked. Mask all of them or none');
}

registerLayerExporter('Dot', ({ layer, graph, config, inputs, inputShapes }) => {
  const ranks = inputShapes.map((shape) => shape.length);
  const [first, second] = numbers(layer, config, 'axes', 2).map((axis, i) => (axis < 0 ? axis + ranks[i]! : axis)) as [number, number];
  const [a, b] = inputs.map((edge, i) => (config['normalize'] === true ? l2Normalise(graph, edge, 1e-7, [first, second][i]) : edge)) as [
    string,
    string,
  ];
  if (ranks[0] === 2 && ranks[1] === 2) {
    if (first !== 1 || second !== 1) throw cannotExport(layer, 'two matrices are multiplied over axis 1 only');
    return graph.node('ReduceSum', [graph.node('Mul', [a, b]), graph.integers([1])], { keepdims: 1 });
  }
  const swap = (edge: string) => transpose(graph, edge, [0, 2, 1]);
  const column = (edge: string) => graph.node('Unsqueeze', [edge, graph.integers([2])]);
  const left = ranks[0] === 2 ? swap(column(a)) : first === 2 ? a : swap(a);
  const right = ranks[1] === 2 ? column(b) : second === 1 ? b : swap(b);
  const product = graph.node('MatMul', [left, right]);
  if (ranks[0] === 2) return graph.node('Squeeze', [product, graph.integers([1])]);
  return ranks[1] === 2 ? graph.node('Squeeze', [product, graph.integers([2])]) : product;
});

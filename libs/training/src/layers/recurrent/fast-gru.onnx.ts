/** `FastGru` in ONNX: its GRU operator, whose gates have the same order. */
import { registerLayerExporter, type Weight } from '@casebook/onnx-export';
import type { FastGru } from './fast-gru.js';

registerLayerExporter('FastGru', ({ layer, graph, inputs, parameter }) => {
  const { units, returnSequences, resetAfter } = layer as unknown as FastGru;
  const [x, mask] = inputs;
  const lengths = mask ? graph.cast(graph.node('ReduceSum', [mask, graph.integers([1])], { keepdims: 0 }), 'int32') : '';
  const steps = graph.node('Transpose', [x!], { perm: [1, 0, 2] });
  const operands = [steps, parameter('kernel', perGate), parameter('recurrent_kernel', perGate), parameter('bias', bothBiases), lengths];
  const how = { hidden_size: units, linear_before_reset: resetAfter ? 1 : 0 };
  const [sequence, last] = graph.nodes('GRU', operands, 2, how) as [string, string];
  if (!returnSequences) return graph.node('Squeeze', [last, graph.integers([0])]);
  return graph.node('Transpose', [graph.node('Squeeze', [sequence, graph.integers([1])])], { perm: [1, 0, 2] });
});

/** [rows, 3U] to [1, 3U, rows]. */
function perGate({ data, shape }: Weight): Weight {
  const [rows, columns] = shape as [number, number];
  const turned = Float32Array.from(data, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]!);
  return { data: turned, shape: [1, columns, rows] };
}

/** [3U] (no recurrent bias) or [2, 3U] to [1, 6U]. */
function bothBiases({ data, shape }: Weight): Weight {
  const both = new Float32Array(2 * shape.at(-1)!);
  both.set(data);
  return { data: both, shape: [1, both.length] };
}

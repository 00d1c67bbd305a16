/** `MultiHeadSelfAttention` in ONNX. */
import { registerLayerExporter, softmax } from '@casebook/onnx-export';
import type { MultiHeadSelfAttention } from './multi-head-self-attention.js';

registerLayerExporter('MultiHeadSelfAttention', ({ layer, graph, inputs, parameter }) => {
  const { heads, headSize, returnProbabilities } = layer as unknown as MultiHeadSelfAttention;
  const [x, mask] = inputs as [string, string];
  const project = (rows: string, part: string) =>
    graph.node('Add', [graph.node('MatMul', [rows, parameter(`${part}/kernel`)]), parameter(`${part}/bias`)]);
  const perHead = (part: string, perm: readonly number[]) =>
    graph.node('Transpose', [graph.node('Reshape', [project(x, part), graph.integers([0, 0, heads, headSize])])], { perm });

  const products = graph.node('MatMul', [perHead('query', [0, 2, 1, 3]), perHead('key', [0, 2, 3, 1])]);
  const scores = graph.node('Mul', [products, graph.scalar(1 / Math.sqrt(headSize))]);
  const away = graph.node('Mul', [graph.node('Sub', [mask, graph.scalar(1)]), graph.scalar(1e9)]);
  const probabilities = softmax(graph, graph.node('Add', [scores, graph.node('Unsqueeze', [away, graph.integers([1, 2])])]));
  const context = graph.node('Transpose', [graph.node('MatMul', [probabilities, perHead('value', [0, 2, 1, 3])])], { perm: [0, 2, 1, 3] });
  const output = project(graph.node('Reshape', [context, graph.integers([0, 0, heads * headSize])]), 'output');
  return returnProbabilities ? [output, probabilities] : output;
});

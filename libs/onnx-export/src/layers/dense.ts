/** The fully connected layer. */
import type { OnnxGraph } from '../graph/onnx-graph.js';
import { activate, type Activation } from './activations.js';

export interface DenseWeights {
  /** inputs × units, row-major: TensorFlow's layout. */
  kernel: Float32Array;
  inputs: number;
  units: number;
  bias?: Float32Array;
  activation?: Activation;
}

/** activation(x · kernel + bias) over the last axis; x may have any rank. */
export function dense(graph: OnnxGraph, x: string, { kernel, inputs, units, bias, activation = 'linear' }: DenseWeights): string {
  const product = graph.node('MatMul', [x, graph.constant(kernel, [inputs, units])]);
  const sum = bias ? graph.node('Add', [product, graph.constant(bias, [units])]) : product;
  return activate(graph, sum, activation);
}

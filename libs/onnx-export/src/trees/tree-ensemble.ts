/** Gradient-boosted regression trees as ai.onnx.ml TreeEnsembleRegressor. */
import { InvalidInputError } from '@casebook/core';
import { OnnxGraph, type ModelOptions } from '../graph/onnx-graph.js';

/** One binary tree in arrays indexed by node; node 0 is the root. */
export interface EnsembleTree {
  /** Column that a node tests; −1 marks a leaf. */
  feature: ArrayLike<number>;
  /** A value ≤ threshold goes left. */
  threshold: ArrayLike<number>;
  left: ArrayLike<number>;
  right: ArrayLike<number>;
  /** 1 where a missing value (NaN) goes left. */
  missingLeft: ArrayLike<number>;
  /** What a leaf adds to the score. */
  value: ArrayLike<number>;
}

/** score = baseScore + Σ over trees of the value of the leaf that a row falls into. */
export interface TreeEnsemble {
  columns: number;
  baseScore: number;
  trees: readonly EnsembleTree[];
}

export interface TreeEnsembleOptions extends ModelOptions {
  input?: string;
  output?: string;
  /** Answer the sigmoid of the score. */
  probability?: boolean;
}

/** Appends an ensemble: float32 [n, columns] (NaN = missing) to float32 [n, 1]. @throws {InvalidInputError} `ONNX_TREES_EMPTY` */
export function addTreeEnsemble(graph: OnnxGraph, x: string, { baseScore, trees }: TreeEnsemble): string {
  if (trees.length === 0)
    throw new InvalidInputError('ONNX_TREES_EMPTY', 'The ensemble has no tree: train at least one before the export.');
  const nodes = trees.flatMap((tree, treeId) => Array.from({ length: tree.feature.length }, (_, node) => ({ tree, treeId, node })));
  const inner = <T>(pick: (tree: EnsembleTree, node: number) => T, leaf: T): T[] =>
    nodes.map(({ tree, node }) => (tree.feature[node]! < 0 ? leaf : pick(tree, node)));
  const leaves = nodes.filter(({ tree, node }) => tree.feature[node]! < 0);
  graph.useDomain('ai.onnx.ml', 3);
  return graph.node(
    'TreeEnsembleRegressor',
    [x],
    {
      n_targets: 1,
      aggregate_function: 'SUM',
      post_transform: 'NONE',
      base_values: { floats: [baseScore] },
      nodes_treeids: nodes.map(({ treeId }) => treeId),
      nodes_nodeids: nodes.map(({ node }) => node),
      nodes_featureids: inner((tree, node) => tree.feature[node]!, 0),
      nodes_modes: inner(() => 'BRANCH_LEQ', 'LEAF'),
      nodes_values: { floats: inner((tree, node) => tree.threshold[node]!, 0) },
      nodes_truenodeids: inner((tree, node) => tree.left[node]!, 0),
      nodes_falsenodeids: inner((tree, node) => tree.right[node]!, 0),
      nodes_missing_value_tracks_true: inner((tree, node) => tree.missingLeft[node]!, 0),
      target_treeids: leaves.map(({ treeId }) => treeId),
      target_nodeids: leaves.map(({ node }) => node),
      target_ids: leaves.map(() => 0),
      target_weights: { floats: leaves.map(({ tree, node }) => tree.value[node]!) },
    },
    { domain: 'ai.onnx.ml' },
  );
}

/** A whole file around one ensemble: `features` float32 [n, columns] to `score` float32 [n, 1]. */
export function treeEnsembleModel(ensemble: TreeEnsemble, options: TreeEnsembleOptions = {}): Uint8Array {
  const { input = 'features', output = 'score', probability = false, ...model } = options;
  const graph = new OnnxGraph('tree_ensemble');
  const score = addTreeEnsemble(graph, graph.input(input, 'float32', ['n', ensemble.columns]), ensemble);
  graph.output(probability ? graph.node('Sigmoid', [score]) : score, output, 'float32', ['n', 1]);
  return graph.toBytes(model);
}

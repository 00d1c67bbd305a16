/** The trained towers as ONNX graphs, layer by layer the same arithmetic as `two-tower-network.ts`. */
import {
  HISTORY_SIGNALS,
  ITEM_NUMERIC,
  TOKEN_BUCKETS,
  TOKENS_PER_ITEM,
  TOWER_HISTORY,
  USER_PROFILE,
} from '@casebook/recommender-contract/features';
import { attentionPool, dense, embeddingTable, gatherRows, l2Normalise, OnnxGraph, weightedSum } from '@casebook/onnx-export';
import type { ParameterName, TwoTowerNetwork } from '../towers/two-tower-network.js';

/** ids [items], tokens [items, TOKENS_PER_ITEM], numeric [items, …] → vector and embedding [items, d]. */
export function exportItemTower(network: TwoTowerNetwork): Uint8Array {
  const { dimension: d, hidden, items } = network.shape;
  const weights = weightsOf(network);
  const graph = new OnnxGraph('item_tower');
  const ids = graph.input('ids', 'int64', ['items']);
  const tokens = graph.input('tokens', 'int64', ['items', TOKENS_PER_ITEM]);
  const numeric = graph.input('numeric', 'float32', ['items', ITEM_NUMERIC.length]);
  const idTable = embeddingTable(graph, { table: weights('idEmbedding'), rows: items + 1, width: d });
  const tokenTable = embeddingTable(graph, { table: weights('tokenEmbedding'), rows: TOKEN_BUCKETS, width: d });
  const present = graph.node('Cast', [graph.node('Greater', [tokens, graph.node('Cast', [graph.scalar(0)], { to: INT64 })])], {
    to: FLOAT,
  });
  const count = graph.node('ReduceSum', [present, graph.integers([-1])], { keepdims: 1 });
  const share = graph.node('Div', [present, graph.node('Max', [count, graph.scalar(1)])]);
  const content = weightedSum(graph, gatherRows(graph, tokenTable, tokens), share);
  const embedding = graph.node('Add', [gatherRows(graph, idTable, ids), content]);
  const joined = graph.node('Concat', [embedding, numeric], { axis: -1 });
  const inner = dense(graph, joined, {
    kernel: weights('itemHidden'),
    inputs: d + ITEM_NUMERIC.length,
    units: hidden,
    bias: weights('itemHiddenBias'),
    activation: 'relu',
  });
  const outer = dense(graph, inner, { kernel: weights('itemOut'), inputs: hidden, units: d });
  graph.output(l2Normalise(graph, graph.node('Add', [embedding, outer])), 'vector', 'float32', ['items', d]);
  graph.output(embedding, 'embedding', 'float32', ['items', d]);
  return graph.toBytes({ description: 'Item tower of the recommender' });
}

/** embeddings, signals, mask, profile, context → vector [users, d]. */
export function exportUserTower(network: TwoTowerNetwork): Uint8Array {
  const { dimension: d, hidden } = network.shape;
  const weights = weightsOf(network);
  const graph = new OnnxGraph('user_tower');
  const embeddings = graph.input('embeddings', 'float32', ['users', TOWER_HISTORY, d]);
  const signals = graph.input('signals', 'float32', ['users', TOWER_HISTORY, HISTORY_SIGNALS.length]);
  const mask = graph.input('mask', 'float32', ['users', TOWER_HISTORY]);
  const profile = graph.input('profile', 'float32', ['users', USER_PROFILE.length]);
  const context = graph.input('context', 'int64', ['users']);
  const linear = (x: string, name: ParameterName, inputs: number, units: number, bias?: ParameterName) =>
    dense(graph, x, { kernel: weights(name), inputs, units, ...(bias ? { bias: weights(bias) } : {}) });
  const add = (a: string, b: string) => graph.node('Add', [a, b]);
  const positions = graph.constant(weights('positionEmbedding'), [TOWER_HISTORY, d]);
  const sequence = add(add(embeddings, linear(signals, 'signalEmbedding', HISTORY_SIGNALS.length, d)), positions);
  const firstPlace = (x: string) => graph.node('Slice', [x, graph.integers([0]), graph.integers([1]), graph.integers([1])]);
  const latest = graph.node('Mul', [graph.node('Squeeze', [firstPlace(sequence), graph.integers([1])]), firstPlace(mask)]);
  const query = graph.node('Unsqueeze', [linear(latest, 'attentionQuery', d, d, 'attentionQueryBias'), graph.integers([1])]);
  const match = graph.node('ReduceSum', [graph.node('Mul', [linear(sequence, 'attentionKey', d, d), query]), graph.integers([-1])], {
    keepdims: 0,
  });
  const bias = graph.node('Squeeze', [linear(signals, 'signalBias', HISTORY_SIGNALS.length, 1), graph.integers([-1])]);
  const logits = add(graph.node('Div', [match, graph.scalar(Math.sqrt(d))]), bias);
  const pooled = attentionPool(graph, sequence, logits, mask);
  const where = gatherRows(
    graph,
    embeddingTable(graph, { table: weights('contextEmbedding'), rows: network.parameters.contextEmbedding.shape[0]!, width: d }),
    context,
  );
  const joined = graph.node('Concat', [pooled, latest, where, profile], { axis: -1 });
  const inner = graph.node('Relu', [linear(joined, 'userHidden', 3 * d + USER_PROFILE.length, hidden, 'userHiddenBias')]);
  const vector = l2Normalise(graph, add(pooled, linear(inner, 'userOut', hidden, d, 'userOutBias')));
  graph.output(vector, 'vector', 'float32', ['users', d]);
  return graph.toBytes({ description: 'User tower of the recommender' });
}

/** onnx.TensorProto.DataType */
const FLOAT = 1;
const INT64 = 7;

const weightsOf = (network: TwoTowerNetwork) => (name: ParameterName) => network.parameters[name].dataSync() as Float32Array;

/** Fewer heads and narrower feed-forward layers in a transformer encoder. */
import { NotFoundError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { MultiHeadSelfAttention } from '../../layers/transformer/multi-head-self-attention.js';
import type { Gates } from './gate-importance.js';
import { rebuildModel, type LayerChange } from './rebuild-model.js';

/** Blocks are recognised by the names that `encoderBlock` gives: `encoder.0.attention`, `encoder.0.intermediate`, `encoder.0.output`. */
const attentions = (model: tf.LayersModel): MultiHeadSelfAttention[] =>
  model.layers.filter((layer): layer is MultiHeadSelfAttention => layer.getClassName() === MultiHeadSelfAttention.className);

const OUTPUT_KERNEL = 6; // of query, key, value and output: kernel and bias each

/** The heads of every attention layer, for `gateImportance`; named after the layer. */
export const headGates = (model: tf.LayersModel): Gates[] =>
  attentions(model).map((layer) => ({ name: layer.name, kernel: variable(layer, OUTPUT_KERNEL), rowsPerGate: layer.headSize }));

/** The units between the two dense layers of every block, for `gateImportance`; named after the first, `encoder.0.intermediate`. */
export const unitGates = (model: tf.LayersModel): Gates[] =>
  attentions(model).map((layer) => {
    const block = layer.name.replace(/\.attention$/, '');
    return { name: `${block}.intermediate`, kernel: variable(layerOf(model, `${block}.output`), 0), rowsPerGate: 1 };
  });

/**
 * A copy with only the heads and units that are kept; smaller kernels, not zeros. Its answer is that of the model in which what is cut
 * is zero, up to the order of sums.
 *
 * @param kept indices by layer name, from `keepImportant` of `headGates` and `unitGates`; layers not named stay whole
 * @throws {NotFoundError} `PRUNING_LAYER` where a layer is not there
 *
 * @example
 * const heads = keepImportant(gateImportance(headGates(model), loss, batches), 0.25);
 * const units = keepImportant(gateImportance(unitGates(model), loss, batches), 0.5, 16);
 * const smaller = await pruneEncoder(model, new Map([...heads, ...units]));
 */
export async function pruneEncoder(model: tf.LayersModel, kept: ReadonlyMap<string, readonly number[]>): Promise<tf.LayersModel> {
  const changes = new Map<string, LayerChange>();
  for (const [name, indices] of kept) {
    const layer = layerOf(model, name);
    if (layer instanceof MultiHeadSelfAttention) changes.set(name, fewerHeads(layer, indices));
    else {
      const second = name.replace(/\.intermediate$/, '.output');
      changes.set(name, {
        config: { units: indices.length },
        weights: () => layer.getWeights().map((weight) => take(weight, indices, -1)),
      });
      const [kernel, ...bias] = layerOf(model, second).getWeights();
      changes.set(second, { weights: () => [take(kernel!, indices, 0), ...bias] });
    }
  }
  return rebuildModel(model, changes);
}

function fewerHeads(layer: MultiHeadSelfAttention, heads: readonly number[]): LayerChange {
  const columns = heads.flatMap((head) => Array.from({ length: layer.headSize }, (_, i) => head * layer.headSize + i));
  const weights = layer.getWeights();
  return {
    config: { heads: heads.length, head_size: layer.headSize },
    weights: () =>
      weights.map((weight, i) => {
        if (i < OUTPUT_KERNEL) return take(weight, columns, -1);
        return i === OUTPUT_KERNEL ? take(weight, columns, 0) : weight;
      }),
  };
}

/** Some indices of an axis. */
export const take = (tensor: tf.Tensor, indices: readonly number[], axis: number): tf.Tensor =>
  tf.tidy(() => {
    const taken = tf.gather(tensor, tf.tensor1d([...indices], 'int32'), axis < 0 ? tensor.rank + axis : axis);
    // A copy: wasm's gather leaves four dimensions on the data, and its fused product then refuses them as a bias.
    return tf.tensor(taken.dataSync(), taken.shape);
  });

function layerOf(model: tf.LayersModel, name: string): tf.layers.Layer {
  const found = model.layers.find((layer) => layer.name === name);
  if (!found)
    throw new NotFoundError('PRUNING_LAYER', `The model has no layer ${name}: only encoders of bertEncoder's blocks are pruned so.`);
  return found;
}

/** Declared as a tensor, but always the variable itself. */
const variable = (layer: tf.layers.Layer, i: number): tf.Variable => layer.trainableWeights[i]!.read() as tf.Variable;

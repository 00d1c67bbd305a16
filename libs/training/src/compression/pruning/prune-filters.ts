/** Fewer filters in the convolutions of a network, and smaller kernels in whatever reads them. */
import { InvalidInputError, NotFoundError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { isWhole, ruling, whole, type Channels } from './channel-rules.js';
import { layerInputs } from './layer-inputs.js';
import { rebuildModel, type LayerChange } from './rebuild-model.js';

/**
 * A copy with only the filters that are kept. Follows the channels through the graph: batch normalisation, pooling, activations, flattening,
 * dense layers, sums and concatenations shrink with them. Its answer is that of the model in which nothing reads the cut channels.
 *
 * A sum needs the same channels left in all its branches: of a residual network, name the inner convolutions of the blocks alone, or give all
 * convolutions that end in one sum the same list. `filtersByL1` chooses for each alone: leave those that end in a sum out of it.
 *
 * @param kept indices by name of the convolution, ascending; convolutions not named keep all
 * @throws {InvalidInputError} `PRUNING_CHANNELS` naming the layer that cannot do with fewer channels, e.g. a sum of branches cut differently
 * @throws {NotFoundError} `PRUNING_LAYER`
 *
 * @example
 * const smaller = await pruneFilters(model, filtersByL1(model, 0.5));
 */
export async function pruneFilters(model: tf.LayersModel, kept: ReadonlyMap<string, readonly number[]>): Promise<tf.LayersModel> {
  const left = new Map<string, Channels>();
  const changes = new Map<string, LayerChange>();
  const inputs = layerInputs(model);
  const missing = [...kept.keys()].find((name) => !inputs.has(name));
  if (missing !== undefined) throw new NotFoundError('PRUNING_LAYER', `The model has no layer ${missing} to prune: see model.summary().`);
  for (const [name, calls] of inputs) {
    const layer = model.getLayer(name);
    const given = calls.flat().map((input) => left.get(input)!);
    if (given.every(isWhole) && !kept.has(name)) {
      left.set(name, whole(layer));
      continue;
    }
    if (calls.length > 1) {
      throw new InvalidInputError('PRUNING_CHANNELS', `Layer ${name} is used ${calls.length} times: leave the convolutions before it out.`);
    }
    const { output, ...change } = ruling(layer, given, kept.get(name));
    left.set(name, output);
    changes.set(name, change);
  }
  for (const output of model.outputs) {
    const name = output.sourceLayer.name;
    if (!isWhole(left.get(name)!))
      throw new InvalidInputError('PRUNING_CHANNELS', `Layer ${name} is an output and would answer less: leave it out.`);
  }
  return rebuildModel(model, changes);
}

/**
 * The filters with the largest Σ|w|, within each convolution (Li et al. 2017).
 * @param share of each layer's filters to cut; at least one stays
 * @param leaveOut names of convolutions that stay whole
 */
export function filtersByL1(model: tf.LayersModel, share: number, leaveOut: readonly string[] = []): Map<string, number[]> {
  if (!(share >= 0 && share < 1))
    throw new InvalidInputError('PRUNING_SHARE', `A share of ${share} cannot be cut: choose one from 0 to below 1.`);
  const convolutions = model.layers.filter((layer) => /^Conv[123]D$/.test(layer.getClassName()) && !leaveOut.includes(layer.name));
  return new Map(
    convolutions.map((layer) => {
      const kernel = layer.getWeights()[0]!;
      const filters = kernel.shape.at(-1)!;
      const norms = tf.tidy(() => kernel.abs().reshape([-1, filters]).sum(0).dataSync());
      const order = Array.from(norms, (_, filter) => filter).sort((a, b) => norms[b]! - norms[a]! || a - b);
      return [layer.name, order.slice(0, Math.max(1, filters - Math.floor(share * filters))).sort((a, b) => a - b)];
    }),
  );
}

/** What becomes of a layer when only some channels of its input are left. */
import { InvalidInputError } from '@casebook/core';
import type * as tf from '@tensorflow/tfjs';
import { take } from './prune-encoder.js';
import type { LayerChange } from './rebuild-model.js';

/** Channels that are left of a layer's output (its last axis), ascending. */
export interface Channels {
  left: readonly number[];
  /** Before pruning. */
  of: number;
}

export interface Ruling extends LayerChange {
  output: Channels;
}

/** @param own channels of its own output to keep, for a convolution that is pruned itself */
type Rule = (layer: tf.layers.Layer, inputs: readonly Channels[], own?: readonly number[]) => Ruling;

const every = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);
export const whole = (layer: tf.layers.Layer): Channels => {
  const of = (layer.outputShape as tf.Shape).at(-1);
  return typeof of === 'number' ? { left: every(of), of } : { left: [], of: 0 }; // of several outputs, or open: nothing is followed
};
export const isWhole = ({ left, of }: Channels): boolean => left.length === of;

const convolution: Rule = (layer, [input], own) => {
  const [kernel, ...bias] = layer.getWeights();
  const filters = kernel!.shape.at(-1)!;
  const left = own ?? every(filters);
  const read = input?.left ?? every(kernel!.shape.at(-2)!); // the first layer of a sequential model has no layer before it
  const weights = () => [take(take(kernel!, read, -2), left, -1), ...bias.map((values) => take(values, left, 0))];
  return { config: { filters: left.length }, weights, output: { left, of: filters } };
};

const dense: Rule = (layer, [input]) => {
  const [kernel, ...bias] = layer.getWeights();
  return { weights: () => [take(kernel!, input!.left, 0), ...bias], output: whole(layer) };
};

const unchanged: Rule = (_layer, [input]) => ({ output: input! });

const normalisation: Rule = (layer, [input]) => ({
  weights: () => layer.getWeights().map((values) => take(values, input!.left, 0)),
  output: input!,
});

/** A channel of the input is spread over all places: place · channels + channel. */
const flatten: Rule = (layer, [input]) => {
  const places = whole(layer).of / input!.of;
  const left = every(places).flatMap((place) => input!.left.map((channel) => place * input!.of + channel));
  return { output: { left, of: places * input!.of } };
};

const sum: Rule = (layer, inputs) => {
  if (inputs.every(({ left }) => left.join() === inputs[0]!.left.join())) return { output: inputs[0]! };
  throw refused(layer, 'its inputs would have different channels left');
};

const concatenation: Rule = (_layer, inputs) => {
  let offset = 0;
  const left = inputs.flatMap((input) => {
    const moved = input.left.map((channel) => channel + offset);
    offset += input.of;
    return moved;
  });
  return { output: { left, of: offset } };
};

const rules: Record<string, Rule> = { Dense: dense, BatchNormalization: normalisation, Flatten: flatten, Concatenate: concatenation };
rules['BatchNorm'] = normalisation;
for (const name of ['Conv1D', 'Conv2D', 'Conv3D']) rules[name] = convolution;
for (const name of ['Add', 'Average', 'Maximum', 'Minimum', 'Multiply']) rules[name] = sum;
for (const name of [
  'Activation',
  'GlobalAveragePooling3d',
  'UpSampling3d',
  'ReLU',
  'LeakyReLU',
  'ELU',
  'Gelu',
  'Dropout',
  'FastDropout',
  'GaussianNoise',
  'ZeroPadding2D',
])
  rules[name] = unchanged;
for (const kind of ['MaxPooling', 'AveragePooling', 'GlobalMaxPooling', 'GlobalAveragePooling', 'UpSampling', 'SpatialDropout']) {
  for (const rank of ['1D', '2D', '3D']) rules[kind + rank] = unchanged;
}

/** @throws {InvalidInputError} `PRUNING_CHANNELS` naming the layer that cannot do with fewer channels */
export const ruling: Rule = (layer, inputs, own) => {
  if (own && rules[layer.getClassName()] !== convolution) throw refused(layer, 'only convolutions have filters to prune');
  const rule = rules[layer.getClassName()];
  if (!rule) throw refused(layer, `what ${layer.getClassName()} does with missing channels is not known`);
  return rule(layer, inputs, own);
};

const refused = (layer: tf.layers.Layer, why: string) =>
  new InvalidInputError('PRUNING_CHANNELS', `Layer ${layer.name} stands in the way (${why}): leave the convolutions before it out.`);

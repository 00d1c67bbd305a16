/** Fills a model with weights of another framework, by name. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import type { FloatTensor, NamedTensors } from './named-tensors.js';

/** Where a weight comes from: a tensor as it is, or something made of one or several. */
export type WeightSource = string | { names: readonly string[]; make: (...tensors: FloatTensor[]) => FloatTensor };

/** From the names of the model's weights (`dense/kernel`) to their sources. */
export type WeightMapping = ReadonlyMap<string, WeightSource>;

export interface LoadOptions {
  /** Which tensors may stay unused; none unless told. */
  allowExtra?: boolean | ((name: string) => boolean);
  /** Weights of the model that the mapping does not name keep their values; without it every weight must be named. */
  partial?: boolean;
}

/** A weight's name within its model: the layer's name and its own, whatever other models the process has made. */
export const weightName = (weight: tf.LayerVariable): string => weight.originalName;

/**
 * Writes the mapped tensors into the model's weights. Everything is checked before the first weight changes.
 *
 * @throws {InvalidInputError} with `details` that list all of them: `WEIGHTS_MISSING` for tensors that are not there,
 * `WEIGHTS_UNMAPPED` for weights that the mapping leaves out or does not find, `WEIGHTS_EXTRA` for tensors that nobody uses,
 * `WEIGHTS_SHAPE` where a tensor has another shape than its weight
 *
 * @example
 * loadWeights(model, tensors, new Map([['head/kernel', { names: ['classifier.weight'], make: linearKernel }], ['head/bias', 'classifier.bias']]));
 */
export function loadWeights(model: tf.LayersModel, tensors: NamedTensors, mapping: WeightMapping, options: LoadOptions = {}): void {
  const weights = new Map(model.weights.map((weight) => [weightName(weight), weight]));
  const unknown = [...mapping.keys()].filter((name) => !weights.has(name));
  const left = options.partial ? [] : [...weights.keys()].filter((name) => !mapping.has(name));
  refuse(
    'WEIGHTS_UNMAPPED',
    [...unknown, ...left],
    'The mapping and the model name different weights: make them agree, or load partially.',
  );

  const needed = new Set([...mapping.values()].flatMap(namesOf));
  refuse('WEIGHTS_MISSING', [...needed].filter((name) => !tensors.has(name)), 'The file lacks tensors that the model needs: it is of another network.'); // prettier-ignore
  const extra = [...tensors.keys()].filter((name) => !needed.has(name) && !isAllowed(name, options.allowExtra));
  refuse('WEIGHTS_EXTRA', extra, 'The file has tensors that the model has no place for: it is of another network, or allowExtra is missing.'); // prettier-ignore

  const made = [...mapping].map(([name, source]) => ({ name, source, weight: weights.get(name)!, tensor: make(source, tensors) }));
  const wrong = made.filter(({ weight, tensor }) => tensor.shape.join() !== weight.shape.join());
  const shape = (of: readonly (number | null)[]) => `[${of.join(', ')}]`;
  refuse(
    'WEIGHTS_SHAPE',
    wrong.map(({ name, source, weight, tensor }) => `${name} is ${shape(weight.shape)}, ${namesOf(source).join(' + ')} gives ${shape(tensor.shape)}`), // prettier-ignore
    'Shapes differ: the file is of a network of another size.',
  );
  tf.tidy(() => made.forEach(({ weight, tensor }) => weight.write(tf.tensor(tensor.data, [...tensor.shape]))));
}

const namesOf = (source: WeightSource): readonly string[] => (typeof source === 'string' ? [source] : source.names);

const make = (source: WeightSource, tensors: NamedTensors): FloatTensor =>
  typeof source === 'string' ? tensors.get(source)! : source.make(...source.names.map((name) => tensors.get(name)!));

const isAllowed = (name: string, allow: LoadOptions['allowExtra'] = false) => (typeof allow === 'function' ? allow(name) : allow);

/** Names at most a few in the sentence, all in the details. */
function refuse(code: string, found: readonly string[], sentence: string): void {
  if (found.length === 0) return;
  const more = found.length > 5 ? ` and ${found.length - 5} more` : '';
  throw new InvalidInputError(code, `${sentence} ${found.slice(0, 5).join('; ')}${more}.`, { details: found });
}

/** The blocks of a network, from its input to its output. */
import { InvalidInputError } from '@casebook/core';
import type * as tf from '@tensorflow/tfjs';

/** A weight of tf.layers, or a tf.Variable of one's own. */
export interface Trainable {
  readonly name: string;
  trainable: boolean;
}

export interface Block {
  name: string;
  variables: readonly Trainable[];
}

/**
 * Blocks of a model's trainable weights in the order of its layers; what was not trainable, as the averages of batch normalisation, stays out.
 *
 * @param joined layers whose names match and have the same first group are one block, wherever they stand, e.g. /^(encoder_\d+)/; every other layer is its own
 * @throws {InvalidInputError} `BLOCKS_EMPTY` where no layer has a trainable weight
 *
 * @example
 * blocksOf(model, /^(block_\d+)_/).map(({ name }) => name); // ['embedding', 'block_0', 'block_1', 'head']
 */
export function blocksOf(model: tf.LayersModel, joined?: RegExp): Block[] {
  const blocks = new Map<string, Trainable[]>();
  for (const { name, trainableWeights } of model.layers) {
    if (trainableWeights.length === 0) continue;
    const block = joined?.exec(name)?.[1] ?? name;
    blocks.set(block, [...(blocks.get(block) ?? []), ...(trainableWeights as Trainable[])]);
  }
  if (blocks.size === 0)
    throw new InvalidInputError('BLOCKS_EMPTY', 'No layer has a trainable weight: build the model, and unfreeze it first.');
  return Array.from(blocks, ([name, variables]) => ({ name, variables }));
}

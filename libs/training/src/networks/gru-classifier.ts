/** A recurrent network over sequences (Cho et al. 2014) as a tf.LayersModel. */
import { parseWith } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { FastDropout } from '../layers/core/fast-dropout.js';
import { FastGru } from '../layers/recurrent/fast-gru.js';

const positive = z.int().positive();

export const gruClassifierSchema = z
  .strictObject({
    /** Numbers a step: the input is float32 [B, T, features]. */
    features: positive.optional(),
    /** Or kinds of steps, each with a vector of its own: the input is int32 [B, T]. */
    vocabulary: positive.optional(),
    /** Width of those vectors. */
    embedding: positive.default(64),
    /** Of each recurrent layer, first to last. */
    units: z.array(positive).min(1).max(8),
    /** A second input `mask` int32 [B, T] says which steps are padding. */
    masked: z.boolean().default(false),
    outputs: positive,
    activation: z.enum(['linear', 'sigmoid', 'softmax']).default('linear'),
    /** Between the layers and before the last. */
    dropout: z.number().min(0).lt(1).default(0),
    resetAfter: z.boolean().default(true),
    seed: z.int().nonnegative().default(1),
  })
  .refine(({ features, vocabulary }) => (features === undefined) !== (vocabulary === undefined), {
    error: 'give either features or vocabulary',
    path: ['features'],
  })
  .refine(({ activation, outputs }) => activation !== 'softmax' || outputs > 1, {
    error: 'a softmax over one output is always 1: use sigmoid',
    path: ['activation'],
  });

export type GruClassifierOptions = z.input<typeof gruClassifierSchema>;

/** Seeds of two layers' weights lie this far apart. */
const SEED_STRIDE = 4;

/**
 * Inputs `sequence` and, where masked, `mask` (1 = step, 0 = padding after the steps); output [B, outputs]. Batch and length are open.
 *
 * @throws {InvalidInputError} `GRU_CONFIG_INVALID`
 *
 * @example
 * const model = gruClassifier({ features: 8, units: [64], outputs: 3, activation: 'softmax' });
 */
export function gruClassifier(options: GruClassifierOptions): tf.LayersModel {
  const config = parseWith(gruClassifierSchema, options, 'GRU_CONFIG_INVALID', 'The configuration of the recurrent network');
  const { features, vocabulary, units, dropout, resetAfter, seed } = config;
  const sequence = tf.input({
    shape: vocabulary === undefined ? [null, features!] : [null],
    dtype: vocabulary === undefined ? 'float32' : 'int32',
    name: 'sequence',
  });
  const mask = config.masked ? [tf.input({ shape: [null], dtype: 'int32', name: 'mask' })] : [];

  let state = vocabulary === undefined ? sequence : embed(sequence, vocabulary, config.embedding, seed);
  units.forEach((width, i) => {
    const returnSequences = i < units.length - 1;
    const layer = new FastGru({ name: `gru.${i}`, units: width, returnSequences, resetAfter, seed: seed + (i + 1) * SEED_STRIDE });
    state = layer.apply([state, ...mask]) as tf.SymbolicTensor;
    if (dropout > 0) state = new FastDropout({ name: `dropout.${i}`, rate: dropout }).apply(state) as tf.SymbolicTensor;
  });
  const dense = tf.layers.dense({
    name: 'outputs',
    units: config.outputs,
    activation: config.activation,
    kernelInitializer: tf.initializers.glorotUniform({ seed }),
  });
  return tf.model({ name: 'gru_classifier', inputs: [sequence, ...mask], outputs: dense.apply(state) as tf.SymbolicTensor });
}

function embed(ids: tf.SymbolicTensor, inputDim: number, outputDim: number, seed: number): tf.SymbolicTensor {
  const embeddingsInitializer = tf.initializers.randomUniform({ minval: -0.05, maxval: 0.05, seed });
  return tf.layers.embedding({ name: 'embeddings', inputDim, outputDim, embeddingsInitializer }).apply(ids) as tf.SymbolicTensor;
}

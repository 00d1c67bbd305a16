/** A residual encoder with a feature pyramid and a head without anchors. */
import { parseWith } from '@casebook/core';
import { DETECTOR_INPUT, DETECTOR_OUTPUTS, PREPARATION } from '@casebook/nodule-detector-contract/detector';
import { convolution3d, FastDropout, UpSampling3d } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { type DetectorConfig, detectorConfigSchema } from './detector-config.js';
import { encoder, stridesOf } from './encoder.js';

export interface DetectorNetwork {
  config: DetectorConfig;
  /** `tile` to the heat map's logits, `offset`, `size`: what the loss is computed from. */
  model: tf.LayersModel;
  /** The same layers, with probabilities in place of logits: what is exported. */
  served: tf.LayersModel;
}

/** A cell holds a nodule about so often: learning begins there (Lin et al. 2017, https://arxiv.org/abs/1708.02002, section 4.1). */
const PRIOR = 0.01;
/** Where the logarithm of the diameter begins: 7 mm. */
const USUAL_SIZE = Math.log(7);

/**
 * Levels of residual blocks (He et al. 2016), from the coarsest down added to the finer ones (Lin et al. 2017, https://arxiv.org/abs/1612.03144) to the
 * stride of the heat map; there, for each cell, whether it is a nodule's centre, the way to it, and its size (CenterNet, Zhou et al. 2019; in CT:
 * CPM-Net, Song et al. 2020, https://doi.org/10.1007/978-3-030-59725-2_54).
 *
 * @returns of any tile whose sides are multiples of `PREPARATION.multiple`
 * @throws InvalidInputError DETECTOR_CONFIG
 */
export function createDetector(config: DetectorConfig): DetectorNetwork {
  parseWith(detectorConfigSchema, config, 'DETECTOR_CONFIG', 'The configuration of the detector');
  const tile = tf.input({ shape: [null, null, null, 1], name: DETECTOR_INPUT });
  const features = head(pyramid(encoder(tile, config), config), config);
  const logits = output(features, 'logits', 1, config.seed, Math.log(PRIOR / (1 - PRIOR)));
  const offset = output(features, DETECTOR_OUTPUTS.offset, 3, config.seed + 1, 0);
  const size = output(features, DETECTOR_OUTPUTS.size, 1, config.seed + 2, USUAL_SIZE);
  const heat = tf.layers.activation({ name: DETECTOR_OUTPUTS.heat, activation: 'sigmoid' }).apply(logits) as tf.SymbolicTensor;
  return {
    config,
    model: tf.model({ name: 'detector_training', inputs: tile, outputs: [logits, offset, size] }),
    served: tf.model({ name: 'detector', inputs: tile, outputs: [heat, offset, size] }),
  };
}

function pyramid(features: tf.SymbolicTensor[], config: DetectorConfig): tf.SymbolicTensor {
  const { levels, pyramid: width, seed } = config;
  const strides = stridesOf(config);
  const finest = strides.indexOf(PREPARATION.stride);
  const lateral = (level: number) =>
    convolution3d(features[level]!, { name: `pyramid.${level}`, width, stride: 1, kernel: 1, relu: false, seed: seed + 1000 + level });
  let sum = lateral(features.length - 1);
  for (let level = features.length - 2; level >= finest; level--) {
    const above = new UpSampling3d({ name: `pyramid.${level}.up`, size: levels[level + 1]!.stride }).apply(sum);
    sum = tf.layers.add({ name: `pyramid.${level}.sum` }).apply([lateral(level), above as tf.SymbolicTensor]) as tf.SymbolicTensor;
  }
  return tf.layers.reLU({ name: 'pyramid_relu' }).apply(sum) as tf.SymbolicTensor;
}

function head(features: tf.SymbolicTensor, { pyramid: width, dropout, seed }: DetectorConfig): tf.SymbolicTensor {
  const kept = dropout > 0 ? (new FastDropout({ name: 'head_dropout', rate: dropout }).apply(features) as tf.SymbolicTensor) : features;
  return convolution3d(kept, { name: 'head', width, stride: 1, seed: seed + 2000 });
}

function output(features: tf.SymbolicTensor, name: string, filters: number, seed: number, bias: number): tf.SymbolicTensor {
  const layer = tf.layers.conv3d({
    name,
    filters,
    kernelSize: 1,
    kernelInitializer: tf.initializers.randomNormal({ stddev: 0.01, seed: seed + 3000 }),
    biasInitializer: tf.initializers.constant({ value: bias }),
  });
  return layer.apply(features) as tf.SymbolicTensor;
}

/** A task whose best accuracy is known: the sign of x·y for points of a square, where one label in ten is wrong. Nothing does better than 0.9. */
import * as tf from '@tensorflow/tfjs';
import { arrayBatches } from '../loop/array-batches.js';
import { withSeed } from '../loop/seeds.js';
import type { TrainConfig } from '../loop/train-config.js';
import type { TrainOptions } from '../loop/train.types.js';
import { createRandom } from '../random/random.js';

export const BEST_ACCURACY = 0.9;

export function noisyXor(rows: number, seed: number) {
  const random = createRandom(seed);
  const x = Float32Array.from({ length: 2 * rows }, () => 2 * random.next() - 1);
  const label = Int32Array.from({ length: rows }, (_, i) => Number(x[2 * i]! * x[2 * i + 1]! > 0 !== random.next() < 1 - BEST_ACCURACY));
  return { x, label };
}

/** With every kind of weight that a checkpoint must keep: trained, moved by the forward pass (batch normalisation), and dropout between. */
export const xorModel = (width = 16) =>
  withSeed(5, () =>
    tf.sequential({
      layers: [
        tf.layers.dense({ units: width, activation: 'relu', inputShape: [2] }),
        tf.layers.batchNormalization(),
        tf.layers.dropout({ rate: 0.1 }),
        tf.layers.dense({ units: 2 }),
      ],
    }),
  );

export type XorBatch = Record<'x' | 'label', tf.Tensor>;

export const crossEntropy =
  (model: tf.LayersModel) =>
  ({ x, label }: XorBatch): tf.Scalar =>
    tf.losses.softmaxCrossEntropy(tf.oneHot(label as tf.Tensor1D, 2), model.apply(x, { training: true }) as tf.Tensor).asScalar();

export const accuracy = (model: tf.LayersModel, { x, label }: ReturnType<typeof noisyXor>): number =>
  tf.tidy(() => {
    const best = (model.predict(tf.tensor2d(x, [label.length, 2])) as tf.Tensor).argMax(1).dataSync();
    return label.filter((value, i) => value === best[i]).length / label.length;
  });

/** Batches of 32: 16 steps an epoch of 512 rows. */
export function xorRun(
  config: TrainConfig,
  { rows = 512, width = 16, validated = 500 } = {},
): TrainOptions<XorBatch> & { model: tf.LayersModel } {
  const model = xorModel(width);
  const { x, label } = noisyXor(rows, 1);
  const validation = noisyXor(validated, 2);
  return {
    model,
    loss: crossEntropy(model),
    data: arrayBatches({ x: { data: x, shape: [2] }, label: { data: label, classes: 2 } }, { batchSize: 32, seed: 1 }),
    config,
    evaluate: () => ({ accuracy: accuracy(model, validation) }),
    output: null,
  };
}

/** All weights as one array of bits: equal only where every last digit is. */
export const weightBits = (model: tf.LayersModel): string =>
  Buffer.concat(model.getWeights().map((weight) => new Uint8Array(weight.dataSync().slice().buffer))).toString('hex');

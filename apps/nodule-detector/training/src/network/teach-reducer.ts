/** Teaches the second network on the first one's mistakes. */
import { type RunFolder, seedDropout, train, type TrainResult } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { type CubeBatch, cubeBatches } from '../data/cube-batches.js';
import type { Source } from '../data/crop-list.js';
import type { ReducerNetwork } from './reducer-network.js';
import { type Lesson, trainConfig } from './lesson.js';

/** Labels are moved this far to the middle: a spiked scar and a spiked nodule may look alike. */
const SMOOTHING = 0.05;

/** @throws as `train` */
export function teachReducer(
  network: ReducerNetwork,
  sources: readonly Source[],
  lesson: Lesson,
  { folder, output = process.stderr }: { folder?: RunFolder; output?: NodeJS.WritableStream | null } = {},
): Promise<TrainResult> {
  seedDropout(lesson.seed);
  return train({
    model: network.model,
    data: cubeBatches(sources, { ...lesson, count: lesson.crops }),
    loss: (batch) => reducerLoss(network, batch),
    config: trainConfig(lesson),
    name: lesson.name,
    output,
    ...(folder && { folder }),
  });
}

/** Cross-entropy with smoothed labels. */
export function reducerLoss({ model }: ReducerNetwork, { cube, label }: CubeBatch): tf.Scalar {
  const logit = model.apply(cube, { training: true }) as tf.Tensor2D;
  return tf.losses.sigmoidCrossEntropy(label, logit, undefined, SMOOTHING).asScalar();
}

/** Training of the demonstration's networks, with the platform's own loop. */
import { distil, evenLayers, seedDropout, train, type DistilOptions, type TrainOptions } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { depth, viewOf, type Batch } from './intent-network.js';
import { lengthBatches } from './length-batches.js';

export interface TeachingData {
  rows: readonly (readonly number[])[];
  labels: Int32Array;
  classes: number;
  batchSize: number;
  seed: number;
  /** Where progress goes; nowhere where null. */
  output: NodeJS.WritableStream | null;
}

export interface Lesson {
  epochs: number;
  learningRate: number;
  /** Called after each update, e.g. to hold pruned weights at zero. */
  onStep?: (step: number) => void;
}

/** Learns from labels alone. */
export const teachByLabels = (network: tf.LayersModel, data: TeachingData, lesson: Lesson): Promise<void> =>
  run(network, data, lesson, ({ label, ...batch }) => {
    const { logits } = viewOf(network, true)({ label, ...batch });
    return tf.losses.softmaxCrossEntropy(tf.oneHot(label as tf.Tensor1D, data.classes), logits!).asScalar();
  });

/** Learns from a teacher and the labels; `deep` also from the teacher's states and attentions, for which both must be of one width. */
export function teachByTeacher(
  network: tf.LayersModel,
  teacher: tf.LayersModel,
  data: TeachingData,
  lesson: Lesson,
  deep: boolean,
): Promise<void> {
  const options: DistilOptions<Batch> = {
    student: viewOf(network, true),
    teacher: viewOf(teacher),
    labels: ({ label }) => label as tf.Tensor1D,
    mask: ({ mask }) => mask,
    layers: evenLayers(depth(network), depth(teacher)),
    weights: { logits: 1, labels: 0.5, ...(deep && { hiddenStates: 1, attentions: 1 }) },
  };
  return run(network, data, lesson, distil(options));
}

async function run(
  model: tf.LayersModel,
  { rows, labels, batchSize, seed, output }: TeachingData,
  { epochs, learningRate, onStep }: Lesson,
  loss: (batch: Batch) => tf.Scalar,
): Promise<void> {
  const data = lengthBatches(rows, labels, batchSize, seed);
  const schedule = { kind: 'cosine' as const, base: learningRate, warmup: Math.ceil(0.1 * epochs * data.batches) };
  const options: TrainOptions<Batch> = {
    model,
    loss,
    data,
    config: { epochs, seed, clipNorm: 1, optimiser: { kind: 'adamw', learningRate }, schedule },
    ...(onStep && { onStep: ({ step }) => onStep(step) }),
    output,
  };
  seedDropout(seed);
  await train(options);
}

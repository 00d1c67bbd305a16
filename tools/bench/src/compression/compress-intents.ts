/** The whole path on one data set: a teacher, a student, pruning, integers, and what each step costs. */
import {
  compress,
  cubicSparsity,
  gateImportance,
  headGates,
  keepImportant,
  magnitudePruning,
  networkStep,
  pruneEncoder,
  quantiseDynamicStep,
  quantiseStaticStep,
  softTargetLoss,
  storeHalfStep,
  unitGates,
  type CompressionResult,
  type CompressionRow,
} from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { stratifiedSplit, type IntentData } from './intent-data.js';
import { accuracy, feeds, intentNetwork, toOnnx, viewOf, type Batch, type NetworkSize } from './intent-network.js';
import { batchOf } from './length-batches.js';
import { teachByLabels, teachByTeacher, type Lesson, type TeachingData } from './teach.js';
import { wordTokens } from './word-tokens.js';

export interface IntentCompression {
  seed: number;
  teacher: NetworkSize;
  /** Layers of the student; of the teacher's width. */
  studentLayers: number;
  lessons: { teacher: Lesson; student: Lesson; afterPruning: Lesson };
  batchSize: number;
  /** Words that occur less often in the training part are unknown. */
  minCount: number;
  /** What no step may lose of the teacher's accuracy. */
  loseAtMost: number;
  /** Rounds of the latency measurement. */
  rounds: number;
  /** Where training shows its progress. */
  output: TeachingData['output'];
  onRow?: (row: CompressionRow) => void;
}

/** Share of training questions on which the importance of heads and units, and ranges of activations, are measured. */
const PROBED = 256;

/** Trains on four fifths of the data, judges on the other fifth. */
export async function compressIntents(data: IntentData, options: IntentCompression): Promise<CompressionResult<tf.LayersModel>> {
  const { seed, teacher: size, studentLayers, lessons, batchSize, minCount, rounds, output, onRow } = options;
  const split = stratifiedSplit(data.labels, 0.2, seed);
  const textsOf = (rows: Int32Array) => Array.from(rows, (row) => data.texts[row]!);
  const tokens = wordTokens(textsOf(split.train), minCount);
  const part = (rows: Int32Array) => ({ rows: textsOf(rows).map(tokens.encode), labels: rows.map((row) => data.labels[row]!) });
  const [training, validation] = [{ ...part(split.train), classes: data.classes, batchSize, seed, output }, part(split.validation)];
  const fresh = (layers: number) => intentNetwork({ ...size, layers }, tokens.size, data.classes, seed);

  const teacher = fresh(size.layers);
  await teachByLabels(teacher, training, lessons.teacher);
  const student = 'student';
  const probed = training.rows.slice(0, PROBED).map((row) => feeds([row]));
  return compress({
    network: teacher,
    toOnnx,
    steps: [
      quantiseDynamicStep({ name: 'teacher, int8 dynamic' }),
      networkStep(
        student,
        (from) => taught(fresh(studentLayers), (network) => teachByTeacher(network, from, training, lessons.student, true)),
        'uncompressed',
      ),
      networkStep('student, half of the weights zero', (from) => sparse(from, teacher, training, lessons.afterPruning)),
      networkStep('student, pruned', (from) => pruned(from, teacher, training, lessons.afterPruning), student),
      quantiseDynamicStep({ name: 'student, pruned, int8 dynamic' }),
      quantiseStaticStep({ name: 'student, pruned, int8 static', from: 'student, pruned' }),
      storeHalfStep({ name: 'student, pruned, fp16 weights', from: 'student, pruned' }),
    ],
    evaluate: (onnx) => accuracy(onnx, validation.rows, validation.labels, seed),
    bound: { metric: 'accuracy', loseAtMost: options.loseAtMost },
    calibration: probed,
    latency: { inputs: probed, rounds },
    ...(onRow && { onRow }),
  });
}

async function taught(network: tf.LayersModel, teach: (network: tf.LayersModel) => Promise<void>): Promise<tf.LayersModel> {
  await teach(network);
  return network;
}

/** A quarter of the heads and half of the feed-forward units away, then a lesson to recover. */
async function pruned(student: tf.LayersModel, teacher: tf.LayersModel, data: TeachingData, lesson: Lesson): Promise<tf.LayersModel> {
  const loss = (batch: Batch) => softTargetLoss(viewOf(student)(batch).logits!, viewOf(teacher)(batch).logits!);
  const importance = (gates: Parameters<typeof gateImportance>[0]) => {
    const probes = batchesOf(data.rows.slice(0, PROBED), 4);
    const found = gateImportance(gates, loss, probes);
    tf.dispose(probes);
    return found;
  };
  const [heads, units] = [keepImportant(importance(headGates(student)), 0.25), keepImportant(importance(unitGates(student)), 0.5, 8)];
  return taught(await pruneEncoder(student, new Map([...heads, ...units])), (network) =>
    teachByTeacher(network, teacher, data, lesson, false),
  );
}

/** Zeros in the encoder's kernels, more and more of them while it learns. */
async function sparse(student: tf.LayersModel, teacher: tf.LayersModel, data: TeachingData, lesson: Lesson): Promise<tf.LayersModel> {
  const copy = await pruneEncoder(student, new Map());
  const encoder = copy.layers.filter(({ name }) => name.startsWith('encoder.'));
  const kernels = encoder
    .flatMap((layer) => layer.trainableWeights.map((weight) => weight.read() as tf.Variable))
    .filter(({ rank }) => rank === 2);
  const steps = lesson.epochs * Math.ceil(data.rows.length / data.batchSize);
  const pruning = magnitudePruning(kernels, cubicSparsity({ final: 0.5, to: Math.floor(0.6 * steps) }));
  return taught(copy, (network) => teachByTeacher(network, teacher, data, { ...lesson, onStep: (step) => pruning.apply(step) }, false));
}

const batchesOf = (rows: readonly (readonly number[])[], size: number): Batch[] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => batchOf(rows.slice(i * size, (i + 1) * size), []));

/** The table of what each step of compression costs, and the file that is served. */
import { quantiseDynamic, withSession } from '@casebook/onnx-export';
import {
  type CompressionResult,
  type CompressionRow,
  compress,
  gateImportance,
  keepImportant,
  networkStep,
  pruneEncoder,
  quantiseDynamicStep,
  storeHalfStep,
  unitGates,
} from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { type AssistantNetwork } from '../network/assistant-network.js';
import { feedsOf, sessionAnswerer } from '../network/answerers.js';
import { labelLoss, teach } from '../network/teach.js';
import { makeBatch, type Part, type TextBatch } from '../network/text-batches.js';
import { validationScores } from '../network/validation-scores.js';
import { distilLoss } from '../student/distil-loss.js';
import type { Choices } from '../system/choices.js';
import type { Parts } from '../system/material.js';
import type { TrainAssistantOptions, Trained } from '../system/train-assistant.js';
import { exportAssistant } from './export-assistant.js';

export const STUDENT = 'student';
export const SERVED = 'student, int8';
const PRUNED = 'student, pruned';

/** Texts on which latency is measured, one at a time, and the importance of units. */
const PROBED = 64;

export async function compressAssistant(
  trained: Trained,
  choices: Choices,
  { folder, output, say }: TrainAssistantOptions,
): Promise<CompressionResult<AssistantNetwork>> {
  const { teacher, student, lessons } = trained;
  const whole = (teacher ?? student).network;
  let wholeOnnx: Uint8Array | undefined;
  const toOnnx = async (network: AssistantNetwork) => {
    const onnx = await exportAssistant(network);
    if (network === whole) wholeOnnx = onnx;
    return onnx;
  };
  const recover = async (from: AssistantNetwork) => {
    const network = await withFewerUnits(from, student.parts, choices.pruned.units);
    const { lesson } = choices.pruned;
    const loss =
      trained.answers.length > 0 ? distilLoss(network, lessons, trained.answers, choices.student.weights) : labelLoss(network, lesson);
    await teach(network, lessons, lesson, loss, {
      name: 'pruned',
      folder,
      validation: student.parts.watched,
      say,
      ...(output !== undefined && { output }),
    });
    return network;
  };
  const result = await compress<AssistantNetwork>({
    network: whole,
    toOnnx,
    steps: [
      networkStep(STUDENT, () => student.network),
      networkStep(PRUNED, recover),
      quantiseDynamicStep({ name: SERVED, from: STUDENT }),
      quantiseDynamicStep({ name: `${PRUNED}, int8`, from: PRUNED }),
      storeHalfStep({ name: 'student, fp16 weights', from: STUDENT }),
    ],
    // teacher and student cut texts into different pieces
    evaluate: (onnx) => scoresOf(onnx, onnx === wholeOnnx && teacher ? teacher.parts.validation : student.parts.validation),
    bound: { metric: 'accuracy' },
    latency: { inputs: probes(student.parts.validation[0]!).map(feedsOf), rounds: 60 },
    onRow: ({ system, metrics }: CompressionRow) => say(`${system}: ${JSON.stringify(metrics)}`),
  });
  return result;
}

/** Of the heads that the requirements name; the first corpus's head where BANKING77 is not there. */
async function scoresOf(onnx: Uint8Array, parts: readonly Part[]): Promise<Record<string, number>> {
  const scores = await withSession(onnx, (session) => validationScores(sessionAnswerer(session), parts));
  const { banking77, banking77_ece, intent, intent_ece, clinc150, slot } = scores;
  return {
    accuracy: banking77 ?? intent!,
    ece: banking77_ece ?? intent_ece!,
    demo_intents: intent!,
    slot_f1: slot!,
    ...(clinc150 !== undefined && { clinc150 }),
  };
}

/** Int8 products and embeddings, per channel: see `quantiseDynamic`. */
export const served = async (network: AssistantNetwork): Promise<Uint8Array> => quantiseDynamic(await exportAssistant(network));

async function withFewerUnits(network: AssistantNetwork, { train }: Parts, share: number): Promise<AssistantNetwork> {
  const loss = labelLoss(network, { smoothing: 0 });
  const batches = train.flatMap((part) => probes(part, 8));
  const importance = gateImportance(unitGates(network.model), loss, batches);
  tf.dispose(batches.map(({ ids, mask, targets }) => [ids, mask, targets as tf.NamedTensorMap]) as unknown as tf.Tensor[]);
  return { model: await pruneEncoder(network.model, keepImportant(importance, share, 8)), heads: network.heads };
}

const probes = (part: Part, size = 1): TextBatch[] =>
  Array.from({ length: Math.ceil(Math.min(PROBED, part.examples.length) / size) }, (_, i) => {
    const rows = Int32Array.from({ length: Math.min(size, part.examples.length - i * size) }, (_, row) => i * size + row);
    return makeBatch(part, 0, rows).values;
  });

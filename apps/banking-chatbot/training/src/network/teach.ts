/** Teaches a network with the platform's loop. */
import type { Head } from '@casebook/banking-chatbot-contract/understanding';
import { seedDropout, train, type RunFolder, type TrainResult } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { networkAnswerer } from './answerers.js';
import { type AssistantNetwork, askerOf, depthOf } from './assistant-network.js';
import { headLoss } from './head-loss.js';
import { trainConfig, type Lesson } from './lesson.js';
import { mixedBatches, type Part, type TextBatch } from './text-batches.js';
import { validationScores } from './validation-scores.js';

export interface Classroom {
  /** Of the run's checkpoints and curves. */
  name: string;
  /** It goes on from its last checkpoint there. */
  folder?: RunFolder;
  /** Measured after each epoch. */
  validation: readonly Part[];
  /** Where progress goes; nowhere where null. */
  output?: NodeJS.WritableStream | null;
  say?: (line: string) => void;
}

/**
 * The encoder's published words stay as they are: the corpora use a few thousand of them, and a word that they lack should keep its place.
 * @param loss of a batch; `labelLoss` for labels alone
 */
export async function teach(
  network: AssistantNetwork,
  parts: readonly Part[],
  lesson: Lesson,
  loss: (batch: TextBatch) => tf.Scalar,
  { name, folder, validation, output = process.stderr, say }: Classroom,
): Promise<TrainResult> {
  const data = mixedBatches(parts, lesson);
  freeze(network, lesson.frozenLayers);
  seedDropout(lesson.seed);
  return train({
    model: network.model,
    data,
    loss,
    config: trainConfig(lesson, depthOf(network), data.batches),
    name,
    output,
    ...(folder && { folder }),
    evaluate: () => validationScores(networkAnswerer(network), validation),
    onEvaluate: (values, { epoch }) => say?.(`${name}, epoch ${epoch}: ${formatScores(values)}`),
  });
}

/** Cross-entropy with the labels, the heads of the batch's corpus added up. */
export function labelLoss(network: AssistantNetwork, { smoothing }: Pick<Lesson, 'smoothing'>): (batch: TextBatch) => tf.Scalar {
  const ask = askerOf(network);
  return (batch) => {
    const names = Object.keys(batch.heads) as Head[];
    const { logits } = ask(names)(batch, true);
    return tf.addN(names.map((head) => headLoss(batch.heads[head]!, logits[head]!, batch.targets[head]!, { smoothing }))).asScalar();
  };
}

function freeze({ model }: AssistantNetwork, layers: number): void {
  const frozen = (name: string) => {
    const block = /^encoder\.(\d+)\./.exec(name)?.[1];
    return (
      /^embeddings\.(word|type)$/.test(name) ||
      (layers > 0 && name.startsWith('embeddings.')) ||
      (block !== undefined && Number(block) < layers)
    );
  };
  for (const layer of model.layers) layer.trainable = !frozen(layer.name);
}

export const formatScores = (scores: Readonly<Record<string, number>>): string =>
  Object.entries(scores).map(([name, value]) => `${name} ${value.toFixed(4)}`).join(', '); // prettier-ignore

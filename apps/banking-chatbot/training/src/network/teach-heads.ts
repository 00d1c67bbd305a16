/**
 * Teaches the heads alone, on what the encoder says as it is: linear probing. It takes one pass of the encoder, and heads that know something do not
 * distort a pretrained encoder when it is taught after them (Kumar et al. 2022).
 */
import type { Head } from '@casebook/banking-chatbot-contract/understanding';
import { batches, train } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import type { Target } from '../corpora/corpus.js';
import { askHeads, type AssistantNetwork, headLayer, isTagger } from './assistant-network.js';
import { headLoss } from './head-loss.js';
import { inOrder, type Part, sampleOf } from './text-batches.js';

export interface HeadLesson {
  epochs: number;
  learningRate: number;
  /** Of the labels. */
  smoothing: number;
  seed: number;
}

const BATCH = 64;
/** Rows of a step: they are cheap. */
const ROWS = 256;

/** Rows for one head: what it reads, and what it should answer. */
interface Lines {
  states: Float32Array;
  targets: Target[];
}

/** Each part counts as much as its share: of a share of ½, half of the texts are read. */
export async function teachHeads(
  network: AssistantNetwork,
  parts: readonly Part[],
  lesson: HeadLesson,
  say: (line: string) => void,
): Promise<void> {
  for (const part of parts) {
    const read = sampleOf(part, Math.ceil(part.examples.length * part.share), lesson.seed);
    const lines = readStates(network, read);
    for (const [head, rows] of lines) {
      await teachHead(network, head, rows, lesson);
      say(`head ${head}: taught on ${rows.targets.length.toLocaleString('en')} ${isTagger(part.heads[head]!) ? 'words' : 'texts'}`);
    }
  }
}

function readStates(network: AssistantNetwork, part: Part): Map<Head, Lines> {
  const ask = askHeads(network, []);
  const heads = Object.keys(part.heads) as Head[];
  const [texts, words] = [[] as Float32Array[], [] as Float32Array[]];
  const targets = new Map<Head, Target[]>(heads.map((head) => [head, []]));
  for (const { values } of inOrder(part, BATCH)) {
    const [pooled, last] = tf.tidy(() => {
      const answer = ask(values);
      return [answer.pooled, answer.states.at(-1)!] as const;
    });
    const [pooledRows, states] = [pooled.dataSync() as Float32Array, last.dataSync() as Float32Array];
    const [, length, width] = last.shape as [number, number, number];
    values.rows.forEach((row, i) => {
      const { words: tokens, targets: wanted } = part.examples[row]!;
      texts.push(pooledRows.slice(i * width, (i + 1) * width));
      for (const head of heads) {
        const target = wanted[head]!;
        if (!isTagger(part.heads[head]!)) targets.get(head)!.push(target);
        else targets.get(head)!.push(...tokens.map((token) => (target as readonly number[])[token]!));
      }
      if (heads.some((head) => isTagger(part.heads[head]!))) for (const token of tokens) words.push(states.slice((i * length + token) * width, (i * length + token + 1) * width)); // prettier-ignore
    });
    tf.dispose([pooled, last, values.ids, values.mask, values.targets as tf.NamedTensorMap]);
  }
  const join = (rows: Float32Array[]) => {
    const all = new Float32Array(rows.reduce((sum, row) => sum + row.length, 0));
    rows.forEach((row, i) => all.set(row, i * row.length));
    return all;
  };
  const [textStates, wordStates] = [join(texts), join(words)];
  return new Map(
    heads.map((head) => [head, { states: isTagger(part.heads[head]!) ? wordStates : textStates, targets: targets.get(head)! }]),
  );
}

async function teachHead(network: AssistantNetwork, head: Head, { states, targets }: Lines, lesson: HeadLesson): Promise<void> {
  const labelSet = network.heads[head]!;
  const [kernel, bias] = network.model.getLayer(headLayer(head)).weights.map((weight) => weight.read() as tf.Variable) as [
    tf.Variable,
    tf.Variable,
  ];
  const width = states.length / targets.length;
  const data = batches({
    samples: targets.length,
    batchSize: Math.min(ROWS, targets.length),
    seed: lesson.seed,
    make: (rows) => ({
      x: pick(states, width, rows),
      target: targetsOf(targets, rows, labelSet.kind === 'multi' ? labelSet.labels.length : undefined),
    }),
  });
  await train({
    model: { kernel, bias },
    data,
    loss: ({ x, target }) => headLoss(labelSet, tf.matMul(x as tf.Tensor2D, kernel as tf.Tensor as tf.Tensor2D).add(bias), target, { smoothing: lesson.smoothing }), // prettier-ignore
    config: {
      epochs: lesson.epochs,
      seed: lesson.seed,
      optimiser: { kind: 'adamw', weightDecay: 0.01 },
      schedule: { kind: 'cosine', base: lesson.learningRate, warmup: Math.min(20, data.batches) },
      averageDecay: 0.9,
    },
    output: null,
  });
}

function pick(states: Float32Array, width: number, rows: Int32Array): tf.Tensor {
  const taken = new Float32Array(rows.length * width);
  rows.forEach((row, i) => taken.set(states.subarray(row * width, (row + 1) * width), i * width));
  return tf.tensor2d(taken, [rows.length, width]);
}

function targetsOf(targets: readonly Target[], rows: Int32Array, labels: number | undefined): tf.Tensor {
  if (labels === undefined) return tf.tensor1d(Array.from(rows, (row) => targets[row] as number), 'int32'); // prettier-ignore
  const holds = new Float32Array(rows.length * labels);
  rows.forEach((row, i) => (targets[row] as readonly number[]).forEach((label) => (holds[i * labels + label] = 1)));
  return tf.tensor2d(holds, [rows.length, labels]);
}

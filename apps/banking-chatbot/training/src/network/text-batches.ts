/** Batches of one corpus at a time, of texts of about one length: padding is computed like anything else. */
import type { Head, LabelSet } from '@casebook/banking-chatbot-contract/understanding';
import { createRandom, deriveSeed, type Batch, type BatchSource } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import type { Corpus, Target } from '../corpora/corpus.js';
import type { Example } from '../corpora/encode-corpus.js';

/** What the network learns from at once. */
export interface TextBatch {
  /** int32 [B, L] */
  ids: tf.Tensor;
  /** int32 [B, L], 1 = token */
  mask: tf.Tensor;
  heads: Corpus['heads'];
  /** `single`: int32 [B]; `multi`: float32 [B, labels]; taggers: int32 [B, L]. Below 0: see `NO_CLASS`, `NOT_SAID`. */
  targets: Partial<Record<Head, tf.Tensor>>;
  /** Numbers of the examples within their part, where somebody keeps something about each. */
  rows: Int32Array;
  /** Which part they are of. */
  part: number;
}

/** Examples of one corpus, and how often each is seen in an epoch on the average. */
export interface Part {
  examples: readonly Example[];
  heads: Corpus['heads'];
  /** 1: each once; 0.5: half of them, others in the next epoch. */
  share: number;
}

export interface MixtureOptions {
  batchSize: number;
  seed: number;
  /** Batches that are sorted by length together: more leave less padding, fewer leave more chance. */
  chunk?: number;
}

/** In a new order each epoch, which follows from seed and epoch alone. */
export function mixedBatches(parts: readonly Part[], { batchSize, seed, chunk = 50 }: MixtureOptions): BatchSource<TextBatch> {
  const counts = parts.map(({ examples, share }) => Math.ceil((examples.length * share) / batchSize));
  const batches = counts.reduce((sum, count) => sum + count, 0);
  return {
    samples: batches * batchSize,
    batches,
    config: { parts: parts.map(({ examples, share, heads }) => [Object.keys(heads), examples.length, share]), batchSize, seed, chunk },
    *epoch(epoch, from) {
      const random = createRandom(deriveSeed(seed, epoch));
      const all = parts.flatMap((part, p) => rowsOf(part, epoch, deriveSeed(seed, p), { batchSize, chunk }).map((rows) => ({ p, rows })));
      for (const i of random.permutation(all.length).subarray(from)) yield makeBatch(parts[all[i]!.p]!, all[i]!.p, all[i]!.rows);
    },
  };
}

/** Takes the examples' turn: passes follow each other through epochs, so that a share of ½ sees all of them in two. */
function rowsOf(
  { examples, share }: Part,
  epoch: number,
  seed: number,
  { batchSize, chunk }: { batchSize: number; chunk: number },
): Int32Array[] {
  const size = examples.length;
  const [first, last] = [Math.round(epoch * share * size), Math.round((epoch + 1) * share * size)];
  const turns: number[] = [];
  for (let pass = Math.floor(first / size); pass * size < last; pass++) {
    const order = createRandom(deriveSeed(seed, pass)).permutation(size);
    turns.push(...order.subarray(Math.max(0, first - pass * size), last - pass * size));
  }
  const rows = Int32Array.from(turns);
  for (let at = 0; at < rows.length; at += chunk * batchSize) {
    rows.subarray(at, at + chunk * batchSize).sort((a, b) => examples[a]!.ids.length - examples[b]!.ids.length);
  }
  return Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, b) => rows.subarray(b * batchSize, (b + 1) * batchSize));
}

/** Examples in their order, for asking rather than teaching. */
export function* inOrder(part: Part, batchSize: number): Generator<Batch<TextBatch>> {
  const order = Int32Array.from(part.examples, (_, i) => i).sort((a, b) => part.examples[a]!.ids.length - part.examples[b]!.ids.length);
  for (let at = 0; at < order.length; at += batchSize) yield makeBatch(part, 0, order.subarray(at, at + batchSize));
}

export function makeBatch({ examples, heads }: Pick<Part, 'examples' | 'heads'>, part: number, rows: Int32Array): Batch<TextBatch> {
  const picked = Array.from(rows, (row) => examples[row]!);
  const length = Math.max(...picked.map(({ ids }) => ids.length));
  const ids = matrix(picked.map((example) => example.ids), length, 0); // prettier-ignore
  const mask = matrix(picked.map((example) => new Int32Array(example.ids.length).fill(1)), length, 0); // prettier-ignore
  const targets = Object.entries(heads).map(([head, labelSet]) => [head, stack(picked.map((example) => example.targets[head as Head]!), labelSet, length)]); // prettier-ignore
  return { samples: rows.length, values: { ids, mask, heads, targets: Object.fromEntries(targets), rows, part } };
}

function stack(targets: readonly Target[], { kind, labels }: LabelSet, length: number): tf.Tensor {
  if (kind === 'single') return tf.tensor1d(targets as number[], 'int32');
  if (kind !== 'multi') return matrix(targets as number[][], length, -2);
  const holds = new Float32Array(targets.length * labels.length);
  targets.forEach((found, row) => (found as number[]).forEach((label) => (holds[row * labels.length + label] = 1)));
  return tf.tensor2d(holds, [targets.length, labels.length]);
}

function matrix(rows: readonly ArrayLike<number>[], length: number, padding: number): tf.Tensor2D {
  const values = new Int32Array(rows.length * length).fill(padding);
  rows.forEach((row, i) => values.set(row, i * length));
  return tf.tensor2d(values, [rows.length, length], 'int32');
}

/** Some of a part's examples at random; all where there are no more. */
export function sampleOf(part: Part, count: number, seed: number): Part {
  const order = createRandom(seed).permutation(part.examples.length).subarray(0, count);
  return { ...part, examples: Array.from(order, (row) => part.examples[row]!) };
}

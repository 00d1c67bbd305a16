/** How well a network answers, in training and as an exported file: quick scores to choose by. The report's own are in `../evaluation`. */
import { argmax, type Head, type LabelSet, softmax } from '@casebook/banking-chatbot-contract/understanding';
import * as tf from '@tensorflow/tfjs';
import { inOrder, type Part, type TextBatch } from './text-batches.js';

const BATCH = 64;
/** Of the expected calibration error (Naeini et al. 2015). */
const BINS = 15;

/** Logits of some heads for a batch, row-major. */
export type Answerer = (
  batch: TextBatch,
  heads: readonly Head[],
) => Partial<Record<Head, Float32Array>> | Promise<Partial<Record<Head, Float32Array>>>;

interface Counts {
  /** Right, given, wanted: of classes, labels, or tags other than O. */
  right: number;
  given: number;
  wanted: number;
  /** Of classes: sums of confidence and of right answers by bin of confidence, and how many fell there. */
  bins: Float64Array[];
}

/**
 * By head: accuracy of classes and their calibration error (`head_ece`), micro F1 of labels at a probability of ½, and of words' tags other than O.
 */
export async function validationScores(answer: Answerer, parts: readonly Part[]): Promise<Record<string, number>> {
  const scores: Record<string, number> = {};
  for (const part of parts) {
    const heads = Object.keys(part.heads) as Head[];
    const counts = new Map(heads.map((head) => [head, newCounts()]));
    for (const { values } of inOrder(part, BATCH)) {
      const logits = await answer(values, heads);
      for (const head of heads) count(part.heads[head]!, logits[head]!, values.targets[head]!.dataSync(), counts.get(head)!);
      tf.dispose([values.ids, values.mask, values.targets as tf.NamedTensorMap]);
    }
    for (const [head, { right, given, wanted, bins }] of counts) {
      if (wanted > 0) scores[head] = (2 * right) / (given + wanted);
      if (part.heads[head]!.kind === 'single') scores[`${head}_ece`] = calibrationError(bins);
    }
  }
  return scores;
}

const newCounts = (): Counts => ({ right: 0, given: 0, wanted: 0, bins: [0, 1, 2].map(() => new Float64Array(BINS)) });

function count({ kind, labels }: LabelSet, logits: Float32Array, wanted: ArrayLike<number>, counts: Counts): void {
  if (kind === 'multi') {
    logits.forEach((score, i) => add(counts, score > 0, wanted[i] === 1, true));
    return;
  }
  const nothing = kind === 'single' ? -1 : 0;
  for (let row = 0; row < wanted.length; row++) {
    const label = wanted[row]!;
    if (label < 0) continue;
    const own = logits.subarray(row * labels.length, (row + 1) * labels.length);
    const answer = argmax(own);
    add(counts, answer !== nothing, label !== nothing, answer === label);
    if (kind === 'single') addConfidence(counts.bins, softmax(own)[answer]!, answer === label);
  }
}

function add(counts: Counts, given: boolean, wanted: boolean, same: boolean): void {
  if (given) counts.given++;
  if (wanted) counts.wanted++;
  if (given && wanted && same) counts.right++;
}

function addConfidence([confidences, hits, sizes]: Float64Array[], confidence: number, right: boolean): void {
  const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
  confidences![bin]! += confidence;
  hits![bin]! += Number(right);
  sizes![bin]! += 1;
}

function calibrationError([confidences, hits, sizes]: Float64Array[]): number {
  const total = sizes!.reduce((sum, size) => sum + size, 0);
  return confidences!.reduce((sum, confidence, bin) => sum + Math.abs(confidence - hits![bin]!), 0) / Math.max(1, total);
}

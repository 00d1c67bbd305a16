/** What the student learns from: labels, and all that the teacher thinks of a text. */
import type { Head } from '@casebook/banking-chatbot-contract/understanding';
import { hiddenStateLoss, softTargetLoss } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { type AssistantNetwork, askerOf, isTagger } from '../network/assistant-network.js';
import { headLoss } from '../network/head-loss.js';
import type { Part, TextBatch } from '../network/text-batches.js';
import { meanOverTokens, type TeacherAnswers } from './teacher-answers.js';

export interface DistilWeights {
  /** Cross-entropy with the labels. */
  labels: number;
  /** T² KL(teacher ‖ student) of the heads of the text's own corpus (Hinton, Vinyals & Dean 2015). */
  own: number;
  /** The same of the heads of all other corpora: what the teacher thinks of a text that their corpora do not have. */
  others: number;
  /** Mean squared difference of the mean states after each block ("patient" distillation, Sun et al. 2019). */
  states: number;
  temperature: number;
}

/**
 * Loss of a batch of `parts`, whose texts' answers of the teacher are `answers`, part by part. States are compared as means over the tokens, so
 * that student and teacher may cut a text into different pieces; tags are compared word by word.
 */
export function distilLoss(
  student: AssistantNetwork,
  parts: readonly Part[],
  answers: readonly TeacherAnswers[],
  weights: DistilWeights,
): (batch: TextBatch) => tf.Scalar {
  const { heads } = student;
  const ask = askerOf(student);
  const all = (Object.keys(heads) as Head[]).filter((head) => !isTagger(heads[head]!));
  return (batch) => {
    const own = Object.keys(batch.heads) as Head[];
    const teacher = answers[batch.part]!;
    const { logits, states } = ask([...all, ...own.filter((head) => isTagger(heads[head]!))])(batch, true);
    const terms = own.map((head) => headLoss(heads[head]!, logits[head]!, batch.targets[head]!).mul(weights.labels));
    for (const head of all) {
      const weight = own.includes(head) ? weights.own : weights.others;
      if (weight > 0) terms.push(softLoss(heads[head]!.kind === 'multi', logits[head]!, rowsOf(teacher.logits[head]!, batch.rows, teacher.texts), weights.temperature).mul(weight)); // prettier-ignore
    }
    for (const head of own.filter((name) => teacher.tags[name])) {
      terms.push(tagLoss(logits[head]!, teacher, head, batch, parts[batch.part]!, weights.temperature).mul(weights.own));
    }
    if (weights.states > 0) {
      const wanted = rowsOf(teacher.states, batch.rows, teacher.texts).reshape([batch.rows.length, states.length, -1]);
      const shown = tf.stack(states.map((state) => meanOverTokens(state, batch.mask)), 1); // prettier-ignore
      terms.push(hiddenStateLoss(shown, wanted).mul(weights.states));
    }
    return tf.addN(terms).asScalar();
  };
}

/** Of several labels each is a choice between yes and no: logits x and 0. */
function softLoss(multi: boolean, student: tf.Tensor, teacher: tf.Tensor, temperature: number): tf.Scalar {
  const target = teacher.reshape(student.shape);
  if (!multi) return softTargetLoss(student, target, temperature);
  const pair = (x: tf.Tensor) => tf.stack([x, tf.zerosLike(x)], -1);
  return softTargetLoss(pair(student), pair(target), temperature).mul(student.shape.at(-1)!);
}

function tagLoss(student: tf.Tensor, teacher: TeacherAnswers, head: Head, batch: TextBatch, part: Part, temperature: number): tf.Scalar {
  const [, length, labels] = student.shape as [number, number, number];
  const places = Array.from(batch.rows).flatMap((row, i) => part.examples[row]!.words.map((token) => i * length + token));
  const rows = Array.from(batch.rows).flatMap((row) => part.examples[row]!.words.map((_, word) => teacher.firstWord[row]! + word));
  const shown = tf.gather(student.reshape([-1, labels]), tf.tensor1d(places, 'int32'));
  const wanted = rowsOf(teacher.tags[head]!, rows, teacher.firstWord.at(-1)!).reshape([rows.length, labels]);
  return softTargetLoss(shown, wanted, temperature);
}

function rowsOf(table: Float32Array, rows: ArrayLike<number>, count: number): tf.Tensor {
  const width = table.length / count;
  const taken = new Float32Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) taken.set(table.subarray(rows[i]! * width, (rows[i]! + 1) * width), i * width);
  return tf.tensor2d(taken, [rows.length, width]);
}

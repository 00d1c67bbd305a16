/** One loss from all that a student can learn of its teacher. */
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import { labelSmoothingLoss } from '../../losses/label-smoothing.js';
import { attentionLoss } from './attention-matching.js';
import { hiddenStateLoss } from './hidden-states.js';
import { softTargetLoss } from './soft-targets.js';

/** What a network shows of itself for a batch. */
export interface NetworkView {
  /** float32 [B, classes] */
  logits?: tf.Tensor;
  /** Of the embeddings and after each layer: layers + 1 tensors [B, L, width]. */
  hiddenStates?: readonly tf.Tensor[];
  /** Of each layer: [B, heads, L, L]. */
  attentions?: readonly tf.Tensor[];
}

export interface DistilOptions<Batch> {
  student: (batch: Batch) => NetworkView;
  /** Without dropout. */
  teacher: (batch: Batch) => NetworkView;
  /** Weight of each part; a part of weight 0 is not computed. `logits` 1 and the others 0 unless told. */
  weights?: { logits?: number; labels?: number; hiddenStates?: number; attentions?: number };
  /** Of the soft targets; 2 unless told. */
  temperature?: number;
  /** Right classes, int32 [B]; needed where `labels` has a weight. */
  labels?: (batch: Batch) => tf.Tensor1D;
  /** [B, L], 1 = token, 0 = padding. */
  mask?: (batch: Batch) => tf.Tensor;
  /** For each student layer 1, 2, … the teacher's, from 1 (`evenLayers`); needed for states and attentions. Embeddings learn from embeddings. */
  layers?: readonly number[];
  /** From the student's width to the teacher's, where they differ (`createProjection`): train it with the student. */
  projection?: tf.Tensor;
  /** Of the attentions; `kl` unless told. */
  attentionMeasure?: 'kl' | 'mse';
}

/**
 * The loss of a batch as a training loop wants it: a scalar whose gradient flows into the student alone.
 *
 * @throws {InvalidInputError} `DISTIL_VIEW` at the first batch, where a part has a weight and a network does not show what it needs
 *
 * @example
 * const loss = distil({ student: view(small), teacher: view(large), weights: { logits: 1, hiddenStates: 1 }, layers: evenLayers(2, 4), mask });
 * await train({ model: small, loss, data, config });
 */
export function distil<Batch>(options: DistilOptions<Batch>): (batch: Batch) => tf.Scalar {
  const { student, teacher, labels, temperature = 2, projection } = options;
  const weights = { logits: 1, labels: 0, hiddenStates: 0, attentions: 0, ...options.weights };
  return (batch) =>
    tf.tidy(() => {
      const [own, shown] = [student(batch), teacher(batch)];
      const mask = options.mask?.(batch);
      const masked = mask ? { mask } : {};
      const measure = options.attentionMeasure ?? 'kl';
      const parts: Record<keyof typeof weights, () => tf.Scalar> = {
        logits: () => softTargetLoss(need(own, 'logits'), need(shown, 'logits'), temperature),
        labels: () => labelSmoothingLoss({ logits: need(own, 'logits'), labels: requireOption(labels, 'labels')(batch) }),
        hiddenStates: () =>
          meanOfPairs(need(own, 'hiddenStates'), need(shown, 'hiddenStates'), [0, ...requireOption(options.layers, 'layers')], (a, b) =>
            hiddenStateLoss(a, b, { ...masked, ...(projection && { projection }) }),
          ),
        attentions: () => {
          const layers = requireOption(options.layers, 'layers').map((layer) => layer - 1);
          return meanOfPairs(need(own, 'attentions'), need(shown, 'attentions'), layers, (a, b) =>
            attentionLoss(a, b, { ...masked, measure }),
          );
        },
      };
      const names = Object.keys(parts) as (keyof typeof weights)[];
      return tf.addN(names.filter((name) => weights[name] > 0).map((name) => parts[name]().mul(weights[name]))).asScalar();
    });
}

function meanOfPairs(
  student: readonly tf.Tensor[],
  teacher: readonly tf.Tensor[],
  layers: readonly number[],
  loss: (student: tf.Tensor, teacher: tf.Tensor) => tf.Scalar,
): tf.Scalar {
  if (student.length !== layers.length || layers.some((layer) => !teacher[layer])) {
    const shown = `${student.length} of the student and ${teacher.length} of the teacher`;
    throw new InvalidInputError('DISTIL_VIEW', `The layer mapping [${layers}] does not fit what is shown, ${shown}: see evenLayers.`);
  }
  return tf.addN(layers.map((layer, i) => loss(student[i]!, teacher[layer]!))).div(layers.length).asScalar(); // prettier-ignore
}

function need<Part extends keyof NetworkView>(view: NetworkView, part: Part): NonNullable<NetworkView[Part]> {
  const found = view[part];
  if (!found) throw new InvalidInputError('DISTIL_VIEW', `Distillation of ${part} has a weight, but a network does not show its ${part}.`);
  return found;
}

function requireOption<T>(option: T | undefined, name: string): T {
  if (option === undefined) throw new InvalidInputError('DISTIL_VIEW', `Distillation needs the option ${name} for what has a weight.`);
  return option;
}

import { useBackend } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { NO_CLASS, NOT_SAID } from '../corpora/corpus.js';
import { headLoss } from './head-loss.js';

await useBackend('cpu');

const of = (loss: tf.Scalar) => loss.dataSync()[0]!;
const single = { kind: 'single' as const, labels: ['a', 'b', 'c'] };

/*
 * import torch, torch.nn.functional as F
 * z = torch.tensor([[1., 2, 0], [0, -1, 3], [2, 2, 1]])
 * F.cross_entropy(z[:2], torch.tensor([1, 0])).item()                        1.736745
 * F.cross_entropy(z[:2], torch.tensor([1, 0]), label_smoothing=.1).item()    1.753411
 * F.cross_entropy(z[2:], torch.full((1, 3), 1/3)).item()                     1.195328
 * F.binary_cross_entropy_with_logits(z, torch.tensor([[1., 0, 1], [0, 0, 1], [1, 1, 0]]), reduction='none').sum(1).mean().item()  1.918484
 */
describe('headLoss', () => {
  const z = tf.tensor2d([[1, 2, 0], [0, -1, 3], [2, 2, 1]]); // prettier-ignore
  const labels = (...values: number[]) => tf.tensor1d(values, 'int32');

  it('is the cross-entropy over what is said, as PyTorch has it', () => {
    expect(of(headLoss(single, z, labels(1, 0, NOT_SAID)))).toBeCloseTo(1.736745, 5);
    expect(of(headLoss(single, z, labels(1, 0, NOT_SAID), { smoothing: 0.1 }))).toBeCloseTo(1.753411, 5);
  });

  it('wants the uniform distribution where a text is out of scope', () => {
    const outlier = headLoss(single, z, labels(NOT_SAID, NOT_SAID, NO_CLASS));
    expect(of(outlier)).toBeCloseTo(1.195328, 5);
    const both = headLoss(single, z, labels(1, 0, NO_CLASS), { outlierWeight: 0.5 });
    expect(of(both)).toBeCloseTo((2 * 1.736745 + 0.5 * 1.195328) / 2.5, 5);
  });

  it('adds up the labels of a text that may have several', () => {
    const holds = tf.tensor2d([[1, 0, 1], [0, 0, 1], [1, 1, 0]]); // prettier-ignore
    expect(of(headLoss({ kind: 'multi', labels: single.labels }, z, holds))).toBeCloseTo(1.918484, 5);
  });

  it('counts the words of a tagger, and is 0 where nothing is said', () => {
    const tags = { kind: 'bio' as const, labels: ['O', 'B-x', 'I-x'] };
    expect(of(headLoss(tags, z.reshape([1, 3, 3]), tf.tensor2d([[1, 0, NOT_SAID]], [1, 3], 'int32')))).toBeCloseTo(1.736745, 5);
    expect(of(headLoss(tags, z.reshape([1, 3, 3]), tf.fill([1, 3], NOT_SAID, 'int32')))).toBe(0);
  });
});

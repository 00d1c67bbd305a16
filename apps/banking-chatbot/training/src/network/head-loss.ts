/** How far a head's answer is from what the corpus says. */
import type { LabelSet } from '@casebook/banking-chatbot-contract/understanding';
import { softmaxCrossEntropy } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { NO_CLASS } from '../corpora/corpus.js';

export interface HeadLossOptions {
  /** Of the right class's probability, spread over all classes (Szegedy et al. 2016); 0 unless told. */
  smoothing?: number;
  /** How much a text that is out of scope counts against one in scope; 1 unless told. */
  outlierWeight?: number;
}

/**
 * Mean cross-entropy over the texts (or words) of which the corpus says something, in nats. For `NO_CLASS` the target is the uniform distribution.
 * A head of several labels: the sum of its binary cross-entropies.
 *
 * @param logits [B, labels], or [B, L, labels] for a tagger
 * @param target see `TextBatch.targets`
 */
export function headLoss({ kind, labels }: LabelSet, logits: tf.Tensor, target: tf.Tensor, options: HeadLossOptions = {}): tf.Scalar {
  const { smoothing = 0, outlierWeight = 1 } = options;
  return tf.tidy(() => {
    if (kind === 'multi') {
      // max(x, 0) − x y + log(1 + e^−|x|), which no x overflows
      const each = tf
        .relu(logits)
        .sub(logits.mul(target))
        .add(tf.log1p(tf.exp(tf.neg(tf.abs(logits)))));
      return each.sum(-1).mean().asScalar();
    }
    const classes = labels.length;
    const flat = tf.reshape(logits, [-1, classes]);
    const wanted = tf.reshape(target, [-1]) as tf.Tensor1D;
    const outlier = tf.cast(tf.equal(wanted, NO_CLASS), 'float32');
    const right = tf.cast(tf.greaterEqual(wanted, 0), 'float32');
    const spread = outlier.add(right.mul(smoothing)).div(classes).expandDims(1);
    const distribution = tf
      .oneHot(wanted, classes)
      .mul(1 - smoothing)
      .add(spread); // a number below 0 has no hot place
    const loss = softmaxCrossEntropy(flat, distribution); // words that the corpus says nothing of weigh nothing
    const weights = right.add(outlier.mul(outlierWeight));
    return loss.mul(weights).sum().div(tf.maximum(weights.sum(), 1)).asScalar(); // prettier-ignore
  });
}

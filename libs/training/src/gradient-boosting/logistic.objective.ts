/** Binary cross-entropy on log-odds. */
import { InvalidInputError } from '@casebook/core';
import type { BoostingData } from './boosting.types.js';
import type { Objective } from './objective.js';

/** Gradient w(p − y), hessian w·p(1 − p), with p = 1/(1 + e⁻ˢ); starts at the log-odds of the mean label. */
export function logisticObjective({ labels, weights }: BoostingData): Objective {
  let positive = 0;
  let total = 0;
  labels.forEach((label, row) => {
    if (!(label >= 0 && label <= 1)) {
      throw new InvalidInputError('BOOSTING_LABEL', `Label ${label} of row ${row} is not in 0 … 1, which the logistic objective needs.`);
    }
    const weight = weights ? weights[row]! : 1;
    positive += weight * label;
    total += weight;
  });
  const share = Math.min(Math.max(positive / total, 1e-15), 1 - 1e-15);
  return {
    baseScore: Math.fround(Math.log(share / (1 - share))),
    gradients: (scores, gradients, hessians) => {
      for (let row = 0; row < scores.length; row++) {
        const probability = 1 / (1 + Math.exp(-scores[row]!));
        const weight = weights ? weights[row]! : 1;
        gradients[row] = weight * (probability - labels[row]!);
        hessians[row] = weight * probability * (1 - probability);
      }
    },
  };
}

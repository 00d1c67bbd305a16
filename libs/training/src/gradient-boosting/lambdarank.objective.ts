/** LambdaRank: pairs of one query, each weighted by how much exchanging the two would change NDCG. */
import { InvalidInputError } from '@casebook/core';
import type { BoostingData } from './boosting.types.js';
import type { Objective } from './objective.js';
import { createDescendingOrder } from './descending-order.js';

/**
 * Burges 2010 (From RankNet to LambdaRank to LambdaMART, §4), with the details of LightGBM's `lambdarank`: gains 2ˡ − 1, pairs with at
 * least one of the two in the first `truncation` places, a pair's weight divided by 0.01 + |sᵢ − sⱼ|, and each query's lambdas scaled by log₂(1 + Σλ)/Σλ.
 */
export function lambdarankObjective({ labels, weights, groups, rows }: BoostingData, truncation: number): Objective {
  const lengths = requireGroups(groups, rows);
  requireGrades(labels);
  const longest = lengths.reduce((a, b) => Math.max(a, b), 0);
  const discount = Float64Array.from({ length: longest }, (_, place) => 1 / Math.log2(place + 2));
  const descending = createDescendingOrder(longest);
  const ideals = idealDcgs(labels, lengths, truncation, discount);
  const gain = Float64Array.from(labels, (label) => 2 ** label - 1);

  return {
    baseScore: 0,
    gradients: (scores, gradients, hessians) => {
      gradients.fill(0);
      hessians.fill(0);
      let start = 0;
      lengths.forEach((length, query) => {
        if (ideals[query]! > 0) addQuery(start, length, 1 / ideals[query]!, scores, gradients, hessians);
        start += length;
      });
      if (weights) {
        for (let row = 0; row < rows; row++) {
          gradients[row]! *= weights[row]!;
          hessians[row]! *= weights[row]!;
        }
      }
    },
  };

  function addQuery(
    start: number,
    length: number,
    perIdeal: number,
    scores: Float64Array,
    gradients: Float32Array,
    hessians: Float32Array,
  ): void {
    const order = descending(scores, start, length);
    const allEqual = scores[start + order[0]!] === scores[start + order[length - 1]!];
    let total = 0;
    for (let high = 0; high < Math.min(truncation, length - 1); high++) {
      const a = start + order[high]!;
      for (let low = high + 1; low < length; low++) {
        const b = start + order[low]!;
        if (labels[a] === labels[b]) continue;
        const [better, worse] = labels[a]! > labels[b]! ? [a, b] : [b, a];
        const distance = scores[better]! - scores[worse]!;
        let weight = (gain[better]! - gain[worse]!) * (discount[high]! - discount[low]!) * perIdeal;
        if (!allEqual) weight /= 0.01 + Math.abs(distance);
        const wrong = 1 / (1 + Math.exp(distance));
        const lambda = weight * wrong;
        const curvature = lambda * (1 - wrong);
        gradients[better]! -= lambda;
        gradients[worse]! += lambda;
        hessians[better]! += curvature;
        hessians[worse]! += curvature;
        total += 2 * lambda;
      }
    }
    if (total > 0) {
      const scale = Math.log2(1 + total) / total;
      for (let row = start; row < start + length; row++) {
        gradients[row]! *= scale;
        hessians[row]! *= scale;
      }
    }
  }
}

function idealDcgs(labels: Float32Array, lengths: Int32Array, truncation: number, discount: Float64Array): Float64Array {
  let start = 0;
  return Float64Array.from(lengths, (length) => {
    const best = labels
      .slice(start, start + length)
      .sort()
      .reverse()
      .subarray(0, truncation);
    start += length;
    return best.reduce((sum, label, place) => sum + (2 ** label - 1) * discount[place]!, 0);
  });
}

function requireGroups(groups: Int32Array | undefined, rows: number): Int32Array {
  if (!groups || groups.some((length) => length < 1) || groups.reduce((a, b) => a + b, 0) !== rows) {
    throw new InvalidInputError(
      'BOOSTING_GROUPS',
      `LambdaRank needs the length of every query in \`groups\`, each at least 1, ${rows} in all.`,
    );
  }
  return groups;
}

function requireGrades(labels: Float32Array): void {
  const bad = labels.find((label) => !(Number.isInteger(label) && label >= 0 && label <= 30));
  if (bad !== undefined) throw new InvalidInputError('BOOSTING_LABEL', `Label ${bad} is not a grade 0 … 30, which LambdaRank needs.`);
}

/** Statistics of a sample in which unit i counts weights[i] times: what `bootstrapStatistic` takes. */
export type Statistic = (weights: ArrayLike<number>) => number;

/** Σ w x / Σ w; NaN of nothing. */
export const weightedMean =
  (values: ArrayLike<number>): Statistic =>
  (weights) => {
    let [sum, total] = [0, 0];
    for (let i = 0; i < values.length; i++) {
      sum += weights[i]! * values[i]!;
      total += weights[i]!;
    }
    return sum / total;
  };

/** Of one message: labels or spans given and right, given, wanted. */
export interface Counts {
  right: number;
  given: number;
  wanted: number;
}

/** Micro-averaged F1, 2·right / (given + wanted), as conlleval (Tjong Kim Sang & Buchholz 2000) and scikit-learn count it; 1 of nothing. */
export const microF1 =
  (counts: readonly Counts[]): Statistic =>
  (weights) => {
    let [right, all] = [0, 0];
    counts.forEach((count, i) => {
      right += weights[i]! * count.right;
      all += weights[i]! * (count.given + count.wanted);
    });
    return all === 0 ? 1 : (2 * right) / all;
  };

/** Share of what was given that is right; NaN where nothing was given. */
export const precision = (counts: readonly Counts[]): Statistic => ratio(counts, ({ right }) => right, ({ given }) => given); // prettier-ignore
/** Share of what was wanted that was given. */
export const recall = (counts: readonly Counts[]): Statistic => ratio(counts, ({ right }) => right, ({ wanted }) => wanted); // prettier-ignore

function ratio(counts: readonly Counts[], over: (count: Counts) => number, under: (count: Counts) => number): Statistic {
  return (weights) => {
    let [a, b] = [0, 0];
    counts.forEach((count, i) => {
      a += weights[i]! * over(count);
      b += weights[i]! * under(count);
    });
    return a / b;
  };
}

/**
 * Area under the ROC curve: the probability that a positive scores higher than a negative, ties half (Hanley & McNeil 1982).
 * NaN where the sample has one kind only.
 */
export function auroc(scores: ArrayLike<number>, positive: readonly boolean[]): Statistic {
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  return (weights) => {
    let [negatives, positives, pairs] = [0, 0, 0];
    for (let at = 0; at < order.length;) {
      let [up, down] = [0, 0];
      const score = scores[order[at]!]!;
      for (; at < order.length && scores[order[at]!] === score; at++) {
        if (positive[order[at]!]) up += weights[order[at]!]!;
        else down += weights[order[at]!]!;
      }
      pairs += up * (negatives + down / 2);
      negatives += down;
      positives += up;
    }
    return pairs / (negatives * positives);
  };
}

/**
 * FPR at 95 % TPR as the out-of-distribution literature counts it (Hendrycks & Gimpel 2017; Liang et al. 2018): the share of out-of-scope
 * messages that pass where the threshold lets 95 % of those in scope pass.
 */
export function fprAt95(scores: ArrayLike<number>, outOfScope: readonly boolean[]): Statistic {
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  return (weights) => {
    let [inScope, outside] = [0, 0];
    order.forEach((i) => (outOfScope[i] ? (outside += weights[i]!) : (inScope += weights[i]!)));
    let [passed, wrongly] = [0, 0];
    for (const i of order) {
      if (passed >= 0.95 * inScope) break;
      if (outOfScope[i]) wrongly += weights[i]!;
      else passed += weights[i]!;
    }
    return wrongly / outside;
  };
}

export const ECE_BINS = 15;

/** Expected calibration error in 15 bins of equal width (Guo et al. 2017, eq. 3): Σ share of the bin · |accuracy − mean confidence|. */
export function calibrationError(confidences: ArrayLike<number>, right: readonly boolean[]): Statistic {
  const bins = Int32Array.from(confidences, (confidence) => Math.max(0, Math.ceil(confidence * ECE_BINS) - 1));
  return (weights) => {
    const gap = new Float64Array(ECE_BINS);
    let total = 0;
    for (let i = 0; i < bins.length; i++) {
      gap[bins[i]!]! += weights[i]! * (Number(right[i]) - confidences[i]!);
      total += weights[i]!;
    }
    return gap.reduce((sum, value) => sum + Math.abs(value), 0) / total;
  };
}

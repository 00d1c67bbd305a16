/** Probabilities of logits. */

/** log Σ exp(xᵢ), without overflow. */
export function logSumExp(values: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i]!);
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - largest);
  return largest + Math.log(sum);
}

/**
 * softmax(x / T): temperature scaling leaves the order and changes the confidence (Guo et al. 2017, On Calibration of Modern Neural Networks).
 * @param temperature > 0; above 1 less confident
 */
export function softmax(logits: ArrayLike<number>, temperature = 1): Float64Array {
  const scaled = Float64Array.from(logits, (logit) => logit / temperature);
  const total = logSumExp(scaled);
  return scaled.map((logit) => Math.exp(logit - total));
}

/** Of heads with several labels: each label by itself. */
export const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

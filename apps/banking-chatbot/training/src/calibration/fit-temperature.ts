/** The temperature of a head: the one under which validation labels are likeliest (Guo et al. 2017, §4.2). */
import { sigmoid, softmax } from '@casebook/banking-chatbot-contract/understanding';

/** 1/T is searched between their inverses; a head that no example constrains ends at one of them. */
const LOWEST = 0.02;
const HIGHEST = 50;
const HALVINGS = 60;

/**
 * The loss is convex in 1/T, so that its slope changes its sign once: bisection finds it.
 *
 * @param rows logits and the right label of each example
 * @returns T, between 0.02 and 50; 1 without examples
 */
export const fitTemperature = (rows: readonly { logits: ArrayLike<number>; label: number }[]): number =>
  solve(rows.length, (inverse) => {
    let slope = 0;
    for (const { logits, label } of rows) {
      const probabilities = softmax(logits, 1 / inverse);
      for (let i = 0; i < logits.length; i++) slope += probabilities[i]! * logits[i]!;
      slope -= logits[label]!;
    }
    return slope;
  });

/** The same for a head with several labels, each yes or no. */
export const fitBinaryTemperature = (rows: readonly { logits: ArrayLike<number>; labels: ReadonlySet<number> }[]): number =>
  solve(rows.length, (inverse) => {
    let slope = 0;
    for (const { logits, labels } of rows) {
      for (let i = 0; i < logits.length; i++) slope += (sigmoid(logits[i]! * inverse) - Number(labels.has(i))) * logits[i]!;
    }
    return slope;
  });

/** @param slopeAt derivative of the loss by 1/T, rising */
function solve(examples: number, slopeAt: (inverse: number) => number): number {
  if (examples === 0) return 1;
  let [low, high] = [Math.log(1 / HIGHEST), Math.log(1 / LOWEST)];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (slopeAt(Math.exp(middle)) > 0) high = middle;
    else low = middle;
  }
  return Math.exp(-(low + high) / 2);
}

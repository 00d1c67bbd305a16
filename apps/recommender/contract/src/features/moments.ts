/** Mean and deviation, for scores whose scale depends on the user. */

export interface Moments {
  mean: number;
  /** Never 0, so that one may divide by it. */
  deviation: number;
}

/** @param count how many values there are; those that did not go into the sums are 0 */
export function momentsOf(sum: number, squares: number, count: number): Moments {
  const n = Math.max(count, 1);
  const mean = sum / n;
  return { mean, deviation: Math.sqrt(Math.max(squares / n - mean * mean, 0)) + 1e-9 };
}

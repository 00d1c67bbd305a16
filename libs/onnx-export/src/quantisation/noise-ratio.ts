/** Signal-to-noise ratios of approximate tensors. */

export interface Noise {
  /** Σ x². */
  signal: number;
  /** Σ (x − x̂)². */
  squares: number;
  maxAbs: number;
}

/** Adds a tensor and its approximation to the sums. */
export function addNoise(before: Noise | undefined, exact: Float32Array, approximate: Float32Array): Noise {
  const sums = { ...(before ?? { signal: 0, squares: 0, maxAbs: 0 }) };
  exact.forEach((value, i) => {
    const difference = Math.abs(value - approximate[i]!);
    sums.signal += value * value;
    sums.squares += difference * difference;
    sums.maxAbs = Math.max(sums.maxAbs, difference);
  });
  return sums;
}

/** 10 · log₁₀(signal / noise); Infinity without noise. */
export const decibels = ({ signal, squares, maxAbs }: Noise): { sqnr: number; maxAbs: number } => ({
  sqnr: squares === 0 ? Infinity : 10 * Math.log10(signal / squares),
  maxAbs,
});

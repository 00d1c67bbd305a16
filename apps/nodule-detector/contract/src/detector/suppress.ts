/** One mark for each nodule. */
import type { Candidate } from './grid.js';
import { PREPARATION } from './preparation.js';

/**
 * Keeps the likeliest of candidates whose centres lie closer than the larger radius, mm. Nodules that only touch each other both stay.
 *
 * @returns the likeliest first
 */
export function suppress(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => b.probability - a.probability)) {
    if (kept.every((other) => distanceMm(other, candidate) >= Math.max(other.diameterMm, candidate.diameterMm) / 2)) kept.push(candidate);
  }
  return kept;
}

const distanceMm = (a: Candidate, b: Candidate): number =>
  Math.hypot(...a.center.map((value, axis) => (value - b.center[axis]!) * PREPARATION.spacing[axis]!));

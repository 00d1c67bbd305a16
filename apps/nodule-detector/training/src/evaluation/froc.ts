/** The free-response curve: how many nodules are found, at how many false positives a scan. */
import { InvalidInputError } from '@casebook/core';
import type { ScanResult } from './match-findings.js';

/** False positives a scan at which the sensitivity is read. */
export const OPERATING_POINTS = [0.125, 0.25, 0.5, 1, 2, 4, 8] as const;

export interface Froc {
  /** At each of `OPERATING_POINTS`. */
  sensitivities: number[];
  /** Their mean: the competition performance metric (Niemeijer et al. 2011, https://doi.org/10.1109/TMI.2010.2072789). */
  cpm: number;
}

/**
 * The same numbers as LUNA16's script gives: thresholds at each distinct probability, linear interpolation between them.
 *
 * @throws InvalidInputError NO_NODULES where there is nothing to find
 */
export function froc(scans: readonly ScanResult[]): Froc {
  const nodules = scans.reduce((sum, { found }) => sum + found.length, 0);
  if (nodules === 0)
    throw new InvalidInputError('NO_NODULES', 'The scans have no nodule, so there is no sensitivity: give annotations of these scans.');
  const marks = [
    ...scans.flatMap(({ found }) => found.flatMap((probability) => (probability === undefined ? [] : [{ probability, hit: 1 }]))),
    ...scans.flatMap(({ falsePositives }) => falsePositives.map((probability) => ({ probability, hit: 0 }))),
  ].sort((a, b) => b.probability - a.probability);

  const curve = [{ falsePositives: 0, sensitivity: 0 }];
  let [hits, misses] = [0, 0];
  marks.forEach(({ probability, hit }, n) => {
    hits += hit;
    misses += 1 - hit;
    if (marks[n + 1]?.probability === probability) return; // one threshold for equal probabilities
    curve.push({ falsePositives: misses / scans.length, sensitivity: hits / nodules });
  });
  const sensitivities = OPERATING_POINTS.map((point) => sensitivityAt(curve, point));
  return { sensitivities, cpm: sensitivities.reduce((sum, value) => sum + value, 0) / sensitivities.length };
}

/** Between the points around it; the curve is level after its last point, and of points above each other the highest counts. */
function sensitivityAt(curve: readonly { falsePositives: number; sensitivity: number }[], at: number): number {
  const after = curve.findIndex(({ falsePositives }) => falsePositives > at);
  const before = curve.at(after === -1 ? -1 : after - 1)!;
  if (after === -1 || before.falsePositives === at) return before.sensitivity;
  const next = curve[after]!;
  const share = (at - before.falsePositives) / (next.falsePositives - before.falsePositives);
  return before.sensitivity + (next.sensitivity - before.sensitivity) * share;
}

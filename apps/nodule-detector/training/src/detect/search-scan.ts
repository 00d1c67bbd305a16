/** Prepared scans are searched and scored: boxes while learning, whole chests afterwards. */
import { type Candidate, detectNodules, type DetectOptions, type Networks, PREPARATION } from '@casebook/nodule-detector-contract/detector';
import type { PreparedScan, Finding } from '../data/prepared-scan.js';
import { matchFindings, type ScanResult } from '../evaluation/match-findings.js';

export type SearchSettings = DetectOptions['settings'];

/** Many candidates, and the first network's opinion alone: for learning and for choosing settings. */
export const EVERYTHING: SearchSettings = { candidateThreshold: 0.02, reducerWeight: 0 };

/** A scan without marked lungs is a box out of some: all of it is searched, in one piece. */
export function searchScan(scan: PreparedScan, networks: Networks, settings: SearchSettings): Promise<Candidate[]> {
  const { data, shape, lungs } = scan;
  if (lungs) return detectNodules({ data, shape, lungs }, networks, { settings });
  return detectNodules({ data, shape, lungs: new Uint8Array(data.length).fill(1) }, networks, {
    settings,
    tiles: { margin: 0, longest: Math.max(...shape) },
  });
}

/** Compared in millimetres of the grid; nodules whose centres lie outside of a box count neither way. */
export function scoreScan(
  { nodules, excluded, shape }: Pick<PreparedScan, 'nodules' | 'excluded' | 'shape'>,
  candidates: readonly Candidate[],
): ScanResult {
  const isInside = ({ center }: Finding) => center.every((value, axis) => value >= 0 && value < shape[axis]!);
  const truths = (findings: readonly Finding[]) =>
    findings.map(({ center, diameterMm }) => ({ centre: inMm(center), diameter: diameterMm }));
  return matchFindings(
    candidates.map(({ center, probability }) => ({ centre: inMm(center), probability })),
    truths(nodules.filter(isInside)),
    truths([...excluded, ...nodules.filter((nodule) => !isInside(nodule))]),
  );
}

const inMm = ([x, y, z]: readonly [number, number, number]): [number, number, number] => {
  const [sx, sy, sz] = PREPARATION.spacing;
  return [x * sx, y * sy, z * sz];
};

/** What only validation scans can tell: how much the second network counts, and from which probability a finding is shown. */
import {
  type Candidate,
  type DetectorSettings,
  type Networks,
  PREPARATION,
  readCubes,
  together,
} from '@casebook/nodule-detector-contract/detector';
import { readPreparedScan, type PreparedScan } from '../data/prepared-scan.js';
import { EVERYTHING, scoreScan, searchScan } from '../detect/search-scan.js';
import { froc } from '../evaluation/froc.js';
import type { ScanResult } from '../evaluation/match-findings.js';

/** A scan with both opinions of each candidate. */
export interface SearchedScan {
  scan: Omit<PreparedScan, 'data' | 'lungs'>;
  candidates: Candidate[];
  opinions: Float32Array;
  /** Of the lung mask, walls and vessels within it included. */
  lungsMl: number;
}

export interface ChosenSettings {
  settings: DetectorSettings;
  /** Of the validation scans, with these settings; by the detector alone, and by the reducer alone. */
  results: Record<'casebook' | 'detector' | 'reducer', ScanResult[]>;
}

/** Of a voxel. */
const MILLILITRES = (PREPARATION.spacing[0] * PREPARATION.spacing[1] * PREPARATION.spacing[2]) / 1000;
const WEIGHTS = [0, 0.25, 0.5, 0.75, 1];
/** False positives a scan at the threshold. */
const SHOWN = 1;

export async function searchAll(
  paths: readonly string[],
  { classify, ...networks }: Networks,
  onScan?: (name: string) => void,
): Promise<SearchedScan[]> {
  const searched: SearchedScan[] = [];
  for (const path of paths) {
    const { data, lungs, ...scan } = await readPreparedScan(path);
    const candidates = await searchScan({ ...scan, data, ...(lungs && { lungs }) }, networks, EVERYTHING);
    const cubes = readCubes({ data, shape: scan.shape }, candidates);
    const opinions = classify && candidates.length > 0 ? await classify(cubes, candidates.length) : new Float32Array(candidates.length);
    const lungsMl = MILLILITRES * (lungs?.reduce((count, inLungs) => count + (inLungs ? 1 : 0), 0) ?? 0);
    searched.push({ scan, candidates, opinions: Float32Array.from(opinions), lungsMl });
    onScan?.(scan.name);
  }
  return searched;
}

/** The weight with the highest CPM, the smallest of equal ones; the threshold at which a scan has one false positive. */
export function chooseSettings(searched: readonly SearchedScan[]): ChosenSettings {
  const resultsAt = (weight: number) =>
    searched.map(
      ({ scan, candidates, opinions }) =>
      scoreScan(scan, candidates.map((candidate, n) => ({ ...candidate, probability: together(candidate.probability, opinions[n]!, weight) }))), // prettier-ignore
    );
  const all = WEIGHTS.map((weight) => ({ weight, results: resultsAt(weight) }));
  const best = all.reduce((winner, other) => (froc(other.results).cpm > froc(winner.results).cpm ? other : winner));
  const threshold = thresholdAt(best.results, SHOWN);
  return {
    settings: { candidateThreshold: EVERYTHING.candidateThreshold, reducerWeight: best.weight, threshold, falsePositivesPerScan: SHOWN },
    results: { casebook: best.results, detector: all[0]!.results, reducer: all.at(-1)!.results },
  };
}

/** The smallest probability that at most so many false positives a scan reach. */
export function thresholdAt(results: readonly ScanResult[], falsePositives: number): number {
  const sorted = results.flatMap((result) => result.falsePositives).sort((a, b) => b - a);
  const first = sorted[Math.floor(falsePositives * results.length)];
  return first === undefined ? 0 : Math.min(first + 1e-6, 1);
}

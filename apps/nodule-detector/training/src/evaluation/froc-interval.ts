/** How sure a curve is: scans are drawn again, with replacement. */
import { Random } from '@casebook/data-pipelines';
import { froc, OPERATING_POINTS } from './froc.js';
import type { ScanResult } from './match-findings.js';

export interface Interval {
  value: number;
  low: number;
  high: number;
}

/**
 * Percentile bootstrap over scans (Efron 1979), as LUNA16 does it.
 *
 * @returns `cpm` and `sensitivity@0.125` … `sensitivity@8`, each with its 95 % interval
 */
export function frocWithIntervals(scans: readonly ScanResult[], { seed = 1, draws = 1000 } = {}): Record<string, Interval> {
  const random = new Random(seed);
  const numbers = (some: readonly ScanResult[]) => {
    const { cpm, sensitivities } = froc(some);
    return [cpm, ...sensitivities];
  };
  const drawn: number[][] = [];
  for (let n = 0; n < draws; n++) {
    const some = scans.map(() => random.pick(scans));
    if (some.some(({ found }) => found.length > 0)) drawn.push(numbers(some));
  }
  const names = ['cpm', ...OPERATING_POINTS.map((point) => `sensitivity@${point}`)];
  return Object.fromEntries(numbers(scans).map((value, n) => [names[n]!, { value, ...percentiles(drawn.map((numbers) => numbers[n]!)) }]));
}

function percentiles(values: number[]): { low: number; high: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)]!;
  return { low: at(0.025), high: at(0.975) };
}

/** Are two engines' answers the same, up to rounding? */
import type { KernelCall } from './record-kernels.js';
import type { Outcome } from './run-case.js';

export interface Mismatch {
  kernel: string;
  what: string;
  /** As a share of the largest value. */
  difference: number;
  attrs: Record<string, unknown>;
}

/** The part of the report that is filled in here. */
interface Findings {
  backend: string;
  checked: string[];
  unchecked: { kernel: string; why: string }[];
}

/** What differs between two engines' outcomes of one case; notes in the report whether they could be compared. */
export function compare(
  { kernel, attrs }: KernelCall,
  here: Outcome | Error,
  onCpu: Outcome | Error,
  tolerance: number,
  report: Findings,
): Mismatch[] {
  if (here instanceof Error || onCpu instanceof Error) {
    const [engine, failed] = here instanceof Error ? [report.backend, here] : ['cpu', onCpu as Error];
    report.unchecked.push({ kernel, why: `${engine}: ${failed.message.split('\n')[0]}` });
    return [];
  }
  report.checked.push(kernel);
  return Object.entries(here).flatMap(([what, values]) => {
    const expected = onCpu[what];
    const difference = expected ? relativeDifference(values, expected) : 0; // a gradient that cpu refuses cannot be compared
    return difference <= tolerance ? [] : [{ kernel, what, difference, attrs }];
  });
}

/** max |a − b| / max |b|; what is not finite must be so on both sides. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let [worst, largest] = [0, Number.MIN_VALUE];
  for (let i = 0; i < b.length; i++) {
    if (Object.is(a[i], b[i])) continue;
    if (!Number.isFinite(a[i]) || !Number.isFinite(b[i])) return Infinity;
    worst = Math.max(worst, Math.abs(a[i]! - b[i]!));
  }
  for (let i = 0; i < b.length; i++) if (Number.isFinite(b[i])) largest = Math.max(largest, Math.abs(b[i]!));
  return worst === 0 ? 0 : worst / Math.max(largest, 1e-6);
}

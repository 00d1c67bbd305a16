/** Reasons as flat numbers, for the way from a worker to the main thread. */
import type { Reason } from '@casebook/recommender-contract/features';

const CODES = ['BOUGHT_BEFORE', 'BECAUSE_BOUGHT', 'BECAUSE_VIEWED', 'POPULAR', 'NEW', 'SIMILAR_TASTE'] as const satisfies Reason['code'][];
/** Code, and two numbers that depend on it. */
const WIDTH = 3;

export function packReasons(reasons: readonly Reason[]): Int32Array {
  const packed = new Int32Array(reasons.length * WIDTH);
  reasons.forEach((reason, k) => {
    const at = k * WIDTH;
    packed[at] = CODES.indexOf(reason.code);
    if (reason.code === 'BOUGHT_BEFORE') {
      packed[at + 1] = reason.purchases;
      packed[at + 2] = reason.days ?? 0;
    } else if ('item' in reason) {
      packed[at + 1] = reason.item;
    }
  });
  return packed;
}

/** The k-th of the packed reasons. */
export function unpackReason(packed: Int32Array, k: number): Reason {
  const at = k * WIDTH;
  const name = CODES[packed[at]!]!;
  const first = packed[at + 1]!;
  const second = packed[at + 2]!;
  if (name === 'BOUGHT_BEFORE') return { code: name, purchases: first, ...(second > 0 ? { days: second } : {}) };
  if (name === 'BECAUSE_BOUGHT' || name === 'BECAUSE_VIEWED') return { code: name, item: first };
  return { code: name };
}

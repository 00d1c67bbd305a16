import type { Reason } from '@casebook/recommender-contract/features';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { packHistory, unpackHistory } from './history-codec.js';
import { packReasons, unpackReason } from './reason-codec.js';

const count = fc.integer({ min: 1, max: 1e6 });
const reason: fc.Arbitrary<Reason> = fc.oneof(
  fc.record({ code: fc.constant('BOUGHT_BEFORE' as const), purchases: count, days: count }),
  fc.record({ code: fc.constant('BOUGHT_BEFORE' as const), purchases: count }),
  fc.record({ code: fc.constantFrom('BECAUSE_BOUGHT' as const, 'BECAUSE_VIEWED' as const), item: fc.nat(1e6) }),
  fc.record({ code: fc.constantFrom('POPULAR' as const, 'NEW' as const, 'SIMILAR_TASTE' as const) }),
);

test.prop([fc.array(reason)])('reasons survive the way from a worker', (reasons) => {
  const packed = packReasons(reasons);
  expect(reasons.map((_, k) => unpackReason(packed, k))).toEqual(reasons);
});

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const entry = fc.record({ item: fc.nat(), purchases: number, strength: number, firstAt: number, lastAt: number, quantity: number });
test.prop([fc.array(entry)])('histories survive the way to a worker', (entries) => {
  expect(unpackHistory(packHistory(entries))).toEqual(entries);
});

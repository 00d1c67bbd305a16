import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { RowSet } from './row-set.js';

describe('RowSet', () => {
  test.prop([fc.array(fc.array(fc.oneof(fc.nat(20), fc.nat(5000))), { maxLength: 4 })])(
    'holds what a Set holds, in its order, after every clear',
    (rounds) => {
      const rows = new RowSet();
      for (const round of rounds) {
        rows.clear();
        const known = new Set<number>();
        for (const row of round) {
          expect(rows.add(row)).toBe(!known.has(row));
          known.add(row);
        }
        expect([...rows.rows]).toEqual([...known]);
        const asked = [...known, 3, 2000, 5001];
        expect(asked.map((row) => rows.indexOf(row))).toEqual(asked.map((row) => [...known].indexOf(row)));
      }
    },
  );
});

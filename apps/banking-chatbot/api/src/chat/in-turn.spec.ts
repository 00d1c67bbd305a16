import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { InTurn } from './in-turn.js';

describe('InTurn', () => {
  test.prop([fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), fails: fc.boolean() }), { maxLength: 30 }), fc.scheduler()])(
    'runs each key in order, one at a time, whatever fails, and forgets',
    async (calls, scheduler) => {
      const turns = new InTurn();
      const started: Record<string, number[]> = { a: [], b: [], c: [] };
      const open = new Set<string>();
      const results = calls.map(({ key, fails }, i) =>
        turns.run(key, async () => {
          expect(open.has(key)).toBe(false);
          open.add(key);
          started[key]!.push(i);
          await scheduler.schedule(Promise.resolve(), key);
          open.delete(key);
          if (fails) throw new Error(`no ${i}`);
          return i;
        }),
      );
      const all = Promise.allSettled(results);
      await scheduler.waitFor(all);
      expect((await all).map((end) => (end.status === 'fulfilled' ? end.value : end.reason.message))).toEqual(
        calls.map(({ fails }, i) => (fails ? `no ${i}` : i)),
      );
      for (const numbers of Object.values(started)) expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      expect(turns.waiting).toBe(0);
    },
  );
});

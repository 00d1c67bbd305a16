import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ResultCache } from './result-cache.js';

describe('ResultCache', () => {
  it('computes once for all who ask, and tells of hits', async () => {
    const seen: boolean[] = [];
    const cache = new ResultCache<number>({ max: 10, onLookup: (hit) => seen.push(hit) });
    let computed = 0;
    const ask = () => cache.get('a', async () => ++computed);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    expect(seen).toEqual([false, true, true]);
    expect(cache.stats).toEqual({ hits: 2, misses: 1, size: 1 });
  });

  it('does not keep a failure', async () => {
    const cache = new ResultCache<number>({ max: 10 });
    await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cache.get('a', async () => 2)).toBe(2);
  });

  it('keeps nothing of before a clear, whatever still runs then', async () => {
    const cache = new ResultCache<string>({ max: 10 });
    let finish!: (value: string) => void;
    const old = cache.get('a', () => new Promise((resolve) => (finish = resolve)));
    cache.clear();
    expect(await cache.get('a', async () => 'new')).toBe('new');
    finish('old');
    expect(await old).toBe('old');
    expect(await cache.get('a', async () => 'newer')).toBe('new');
  });

  test.prop([fc.array(fc.nat(9)), fc.integer({ min: 1, max: 5 })])(
    'always answers for the key asked, and stays within its size',
    async (keys, max) => {
      const cache = new ResultCache<number>({ max });
      for (const key of keys) expect(await cache.get(String(key), async () => key)).toBe(key);
      expect(cache.stats.size).toBeLessThanOrEqual(max);
      expect(cache.stats.hits + cache.stats.misses).toBe(keys.length);
    },
  );
});

import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { AnswerCache } from './answer-cache.js';

const open = (ttlMs = 60_000) => {
  const looked: string[] = [];
  const cache = new AnswerCache<string>({ ttlMs, onLookup: (result) => looked.push(result) });
  cache.follow(true);
  let computed = 0;
  const ask = (userId: string, variant = 'a') => cache.get(userId, variant, async () => `${userId}/${variant} ${++computed}`);
  return { cache, ask, looked };
};

describe('AnswerCache', () => {
  it('computes each answer once, also for those who ask meanwhile, until the user is forgotten', async () => {
    const { cache, ask, looked } = open();
    expect(await Promise.all([ask('anna'), ask('anna'), ask('ben'), ask('anna', 'b')])).toEqual([
      'anna/a 1',
      'anna/a 1',
      'ben/a 2',
      'anna/b 3',
    ]);
    cache.forget(['anna', 'nobody']);
    expect([await ask('anna'), await ask('anna', 'b'), await ask('ben')]).toEqual(['anna/a 4', 'anna/b 5', 'ben/a 2']);
    expect(looked).toEqual(['miss', 'hit', 'miss', 'miss', 'miss', 'miss', 'hit']);
  });

  it('does not keep what was computed from a history that changed meanwhile', async () => {
    const { cache, ask } = open();
    let finish: (answer: string) => void = () => undefined;
    const slow = cache.get('anna', 'a', () => new Promise((resolve) => (finish = resolve)));
    cache.forget(['anna']);
    finish('old');
    expect([await slow, await ask('anna')]).toEqual(['old', 'anna/a 1']);
  });

  it('computes anew for whom an old answer will not do, and gives that to the next', async () => {
    const { cache, ask } = open();
    await ask('anna');
    expect([await cache.get('anna', 'a', async () => 'new', true), await ask('anna')]).toEqual(['new', 'new']);
  });

  it('keeps no failure', async () => {
    const { cache, ask } = open();
    await expect(cache.get('anna', 'a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await ask('anna')).toBe('anna/a 1');
  });

  it('keeps nothing while nobody tells of changes, nor where it is told to', async () => {
    const { cache, ask } = open();
    await ask('anna');
    cache.follow(false);
    expect([await ask('anna'), await ask('anna')]).toEqual(['anna/a 2', 'anna/a 3']);
    cache.follow(true);
    expect(await ask('anna')).toBe('anna/a 4');
    const off = open(0);
    expect([await off.ask('anna'), await off.ask('anna')]).toEqual(['anna/a 1', 'anna/a 2']);
  });

  test.prop([fc.array(fc.record({ user: fc.nat(3), variant: fc.nat(20), change: fc.constantFrom('none', 'none', 'user', 'offer') }))])(
    'never gives an answer that is older than the last change',
    async (steps) => {
      const { cache } = open();
      const versions = [0, 0, 0, 0];
      for (const { user, variant, change } of steps) {
        if (change === 'user') cache.forget([String(user)]);
        if (change === 'offer') cache.clear();
        if (change !== 'none')
          versions.forEach((version, other) => (change === 'offer' || other === user) && (versions[other] = version + 1));
        const version = await cache.get(String(user), String(variant), async () => String(versions[user]));
        expect(version).toBe(String(versions[user]));
      }
    },
  );
});

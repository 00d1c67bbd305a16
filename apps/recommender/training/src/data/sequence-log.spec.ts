import { describe, expect, it } from 'vitest';
import { sequenceLog, sequencesCsv } from './sequence-log.fixture.js';

const options = { users: 300, items: 120, events: 3000, seed: 7 };

describe('sequence log', () => {
  const log = sequenceLog(options);

  it('is the same for the same seed, and of the size that was asked for', () => {
    expect(sequenceLog(options)).toEqual(log);
    expect(sequenceLog({ ...options, seed: 8 })).not.toEqual(log);
    expect(log).toHaveLength(options.users);
    expect(log.flat().length / options.events).toBeCloseTo(1, 0);
  });

  it('repeats no item within a user, and gives everybody enough for leave-one-out', () => {
    for (const items of log) {
      expect(items.length).toBeGreaterThanOrEqual(5);
      expect(new Set(items).size).toBe(items.length);
    }
  });

  it('has an order to learn: what follows an item most often follows it far more often than it is popular', () => {
    const counts = new Map<string, number>();
    const popularity = new Map<number, number>();
    for (const items of log) {
      items.forEach((item, k) => {
        popularity.set(item, (popularity.get(item) ?? 0) + 1);
        if (k > 0) counts.set(`${items[k - 1]} ${item}`, (counts.get(`${items[k - 1]} ${item}`) ?? 0) + 1);
      });
    }
    const [pair, times] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
    const [from, to] = pair.split(' ').map(Number) as [number, number];
    expect(times / popularity.get(from)!).toBeGreaterThan((3 * popularity.get(to)!) / log.flat().length);
  });

  it('is written with positions for times', () => {
    expect(sequencesCsv([[3, 1], [2]])).toBe('user_id,item_id,timestamp\nu0,i3,1\nu0,i1,2\nu1,i2,1\n');
  });
});

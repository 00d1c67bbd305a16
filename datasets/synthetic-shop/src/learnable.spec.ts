import { describe, expect, it } from 'vitest';
import { createShop } from './synthetic-shop.js';

const DAY = 86_400_000;
const shop = createShop(11, { users: 600, items: 400, days: 150 });
const events = shop.history();
const cut = shop.end - 30 * DAY;
const past = events.filter(({ time }) => time < cut);

/** Items per user, with an item's weight. */
function histories(weight: (event: (typeof events)[number]) => number) {
  const byUser = new Map<string, Map<string, number>>();
  for (const event of past) {
    const items = byUser.get(event.userId) ?? byUser.set(event.userId, new Map()).get(event.userId)!;
    items.set(event.itemId, Math.max(items.get(event.itemId) ?? 0, weight(event)));
  }
  return byUser;
}

/** Mean recall@20 of the first purchases in the last 30 days, over users who were there before. */
function recallAt20(score: (userId: string) => Map<string, number>) {
  const bought = histories(({ event }) => (event === 'purchase' ? 1 : 0));
  const wanted = new Map<string, Set<string>>();
  for (const { userId, itemId, event, time } of events) {
    const before = bought.get(userId);
    if (time < cut || event !== 'purchase' || !before || before.get(itemId)) continue;
    wanted.set(userId, (wanted.get(userId) ?? new Set()).add(itemId));
  }
  const recalls = [...wanted].map(([userId, items]) => {
    const top = [...score(userId)]
      .filter(([item]) => !bought.get(userId)!.get(item))
      .sort((a, b) => b[1] - a[1])
      .slice(0, 20);
    return top.filter(([item]) => items.has(item)).length / items.size;
  });
  return recalls.reduce((a, b) => a + b, 0) / recalls.length;
}

describe('the synthetic shop', () => {
  it('can be learnt: neighbours of what a customer looked at beat what sells', () => {
    const sold = new Map<string, number>();
    for (const { itemId, event, time } of past)
      if (event === 'purchase' && time >= cut - 28 * DAY) sold.set(itemId, (sold.get(itemId) ?? 0) + 1);
    const popularity = recallAt20(() => sold);

    const users = histories(({ event, time }) => ({ view: 0.4, basket: 0.7, purchase: 1 })[event] * 2 ** ((time - cut) / (60 * DAY)));
    const dot = new Map<string, Map<string, number>>();
    const norm = new Map<string, number>();
    for (const items of users.values()) {
      for (const [a, wa] of items) {
        norm.set(a, (norm.get(a) ?? 0) + wa * wa);
        const row = dot.get(a) ?? dot.set(a, new Map()).get(a)!;
        for (const [b, wb] of items) if (a !== b) row.set(b, (row.get(b) ?? 0) + wa * wb);
      }
    }
    const neighbours = recallAt20((userId) => {
      const scores = new Map<string, number>();
      for (const [a, w] of users.get(userId)!) {
        for (const [b, d] of dot.get(a)!) scores.set(b, (scores.get(b) ?? 0) + (w * d) / Math.sqrt(norm.get(a)! * norm.get(b)!));
      }
      return scores;
    });
    expect(neighbours).toBeGreaterThan(1.5 * popularity);
  });
});

import { interactionEventSchema, type InteractionEvent } from '@casebook/recommender-contract';
import { createShop, Random } from '@casebook/dataset-synthetic-shop';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventSource, poisson, startSimulator, type ShopperClient } from './simulator.js';

const shop = createShop(7, { users: 30, items: 120, days: 30 });
const onSale = new Set(shop.items.filter(({ stock }) => stock > 0).map(({ id }) => id));

describe('eventSource', () => {
  it('draws what the contract allows, each under an id of its own, of items that can be had', () => {
    const draw = eventSource(shop, { shoppers: 5, seed: 3 });
    const events = Array.from({ length: 300 }, draw);
    for (const event of events) expect(interactionEventSchema.safeParse(event).error).toBeUndefined();
    expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(300);
    expect(events.every(({ data }) => onSale.has(data.itemId))).toBe(true);
    expect(new Set(events.map(({ data }) => data.userId)).size).toBeGreaterThan(5);
  });

  it('looks before it buys', () => {
    const draw = eventSource(shop, { shoppers: 1, seed: 5 });
    const seen = new Set<string>();
    for (const { type, data } of Array.from({ length: 500 }, draw)) {
      const key = `${data.userId} ${data.itemId}`;
      if (type === 'shop.item.viewed') seen.add(key);
      else expect(seen.has(key)).toBe(true);
    }
  });
});

describe('poisson', () => {
  it('has the mean and the variance asked for', () => {
    const random = new Random(11);
    const counts = Array.from({ length: 20_000 }, () => poisson(random, 1.3));
    const mean = counts.reduce((a, b) => a + b) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    expect(mean).toBeCloseTo(1.3, 1);
    expect(variance).toBeCloseTo(1.3, 1);
  });
});

describe('startSimulator', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const asked = new Set<string>();
  const recommend: ShopperClient['recommend'] = async (userId) => {
    asked.add(userId);
    return { userId, mode: 'discover', modelVersion: '1', degraded: false, took_ms: 1, items: [] };
  };
  const clientWhose = (send: ShopperClient['send']): ShopperClient => ({ send, recommend });

  it('keeps to its rate', async () => {
    const sent: InteractionEvent[] = [];
    const client = clientWhose(async (events) => sent.push(...events));
    const simulator = startSimulator(shop, client, { rate: 4, seed: 2 });
    await vi.advanceTimersByTimeAsync(100_000);
    await simulator.stop();
    // 400 expected; Poisson's standard deviation is 20
    expect(sent.length).toBeGreaterThan(320);
    expect(sent.length).toBeLessThan(480);
    expect(asked).toEqual(new Set(sent.map(({ data }) => data.userId)));
    const before = sent.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent.length).toBe(before);
  });

  it('asks ever less often while the shop is away, says so once, and goes on', async () => {
    let away = true;
    let calls = 0;
    const client = clientWhose(async (events) => {
      calls++;
      if (away) throw new Error('away');
      return events.length;
    });
    const onProblem = vi.fn();
    const simulator = startSimulator(shop, client, { rate: 40, seed: 2, onProblem });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toBeLessThan(15);
    expect(onProblem).toHaveBeenCalledTimes(1);
    away = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(simulator.sent).toBeGreaterThan(0);
    await simulator.stop();
  });
});

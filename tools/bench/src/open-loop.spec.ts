import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openLoop, percentile } from './open-loop.js';

describe('openLoop', () => {
  it('sends every planned request and counts only those after the warm-up', async () => {
    const seen: number[] = [];
    const result = await openLoop({ rate: 500, seconds: 0.2, warmupSeconds: 0.1 }, async (index) => void seen.push(index));
    expect(seen).toEqual(Array.from({ length: 150 }, (_, i) => i));
    expect(result).toMatchObject({ sent: 100, failed: 0 });
    expect(result.latency.totalCount).toBe(100);
  });

  it('charges a stall to every request that it delayed', async () => {
    // One lock, held for 200 ms by the first request: a closed loop would see one slow answer, here about 100 wait for it.
    const stall = sleep(200);
    const { latency } = await openLoop({ rate: 500, seconds: 0.4, warmupSeconds: 0 }, () => stall.then());
    expect(percentile(latency, 75)).toBeGreaterThan(50);
  });

  it('counts failures apart from latencies', async () => {
    const result = await openLoop({ rate: 200, seconds: 0.1, warmupSeconds: 0 }, (index) =>
      index % 2 ? Promise.reject(new Error('503')) : Promise.resolve(),
    );
    expect(result.failed).toBe(10);
    expect(result.latency.totalCount).toBe(10);
  });

  it('keeps the requests in flight bounded', async () => {
    const never = sleep(300);
    const result = await openLoop({ rate: 1000, seconds: 0.1, warmupSeconds: 0, maxInFlight: 10 }, () => never.then());
    expect(result.failed).toBe(90);
  });
});

/** Open-loop load: requests leave at their planned times whatever the answers do, so a stall counts for all that it delays. */
import { build, type Histogram } from 'hdr-histogram-js';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Load {
  rate: number; // requests per second, evenly spaced
  seconds: number;
  warmupSeconds?: number; // at the same rate, not counted; 1 unless told
  maxInFlight?: number; // beyond it a request counts as failed: the bench itself stays bounded
}

export interface LoadResult {
  rate: number; // answered per second
  sent: number;
  failed: number;
  latency: Histogram; // microseconds, from the planned time of sending
}

/**
 * Sends at a fixed rate and measures from the *planned* time of each request, so that there is no coordinated omission
 * (Gil Tene, "How NOT to Measure Latency", 2013).
 *
 * @param send one request; a rejected promise counts as failed
 */
export async function openLoop(load: Load, send: (index: number) => Promise<void>): Promise<LoadResult> {
  const { rate, seconds, warmupSeconds = 1, maxInFlight = 5_000 } = load;
  const latency = build({ lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 });
  const uncounted = Math.round(rate * warmupSeconds);
  const total = uncounted + Math.round(rate * seconds);
  const start = performance.now() + 20;
  const open = new Set<Promise<void>>();
  let failed = 0;
  let lastAnswer = start;

  const one = async (index: number, planned: number) => {
    const counts = index >= uncounted;
    try {
      await send(index);
      lastAnswer = performance.now();
      if (counts) latency.recordValue(Math.max(1, Math.round((lastAnswer - planned) * 1000)));
    } catch {
      if (counts) failed++; // reported as a count: what failed is in the service's log
    }
  };

  for (let index = 0; index < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - start) * rate) / 1000) + 1);
    for (; index < due; index++) {
      if (open.size >= maxInFlight) {
        if (index >= uncounted) failed++;
        continue;
      }
      const request = one(index, start + (index * 1000) / rate).finally(() => open.delete(request));
      open.add(request);
    }
    const wait = start + (index * 1000) / rate - performance.now();
    // A timer wakes up to a millisecond late, which counts as latency. Yielding is exact but takes a core that the service under test
    // needs, so only the last two milliseconds are waited for that way, and only where requests are rare.
    if (rate > 200) await sleep(Math.max(0, wait));
    else await (wait > 2 ? sleep(wait - 2) : new Promise(setImmediate));
  }
  await Promise.all(open);
  const counted = total - uncounted;
  return { rate: latency.totalCount / ((lastAnswer - start) / 1000 - warmupSeconds), sent: counted, failed, latency };
}

/** A percentile in milliseconds. */
export const percentile = (histogram: Histogram, p: number) => histogram.getValueAtPercentile(p) / 1000;

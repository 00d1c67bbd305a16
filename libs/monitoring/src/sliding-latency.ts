/** Percentiles of the last seconds, for live views: a histogram that forgets. */
import { build, type Histogram } from 'hdr-histogram-js';

export interface LatencySummary {
  count: number;
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
}

const empty = () =>
  build({ lowestDiscernibleValue: 1, highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 2, bitBucketSize: 32 });

/**
 * Latencies of a window of `windowSeconds`, in one HDR histogram a second, so that memory is bounded at any rate. Resolution 1 %, maximum 60 s.
 *
 * @param now clock in milliseconds; a test gives its own
 */
export class SlidingLatency {
  private readonly slots: { second: number; histogram: Histogram }[];

  constructor(
    private readonly windowSeconds = 30,
    private readonly now: () => number = Date.now,
  ) {
    this.slots = Array.from({ length: windowSeconds }, () => ({ second: -1, histogram: empty() }));
  }

  /** Records one latency in milliseconds. */
  record(ms: number): void {
    const second = Math.floor(this.now() / 1000);
    const slot = this.slots[second % this.windowSeconds]!;
    if (slot.second !== second) {
      slot.second = second;
      slot.histogram.reset();
    }
    slot.histogram.recordValue(Math.min(Math.max(1, Math.round(ms * 1000)), 60_000_000));
  }

  /** Percentiles over the window; zeros where nothing was recorded. */
  summary(): LatencySummary {
    const total = empty();
    for (const slot of this.recent()) total.add(slot.histogram);
    const at = (percentile: number) => (total.totalCount === 0 ? 0 : total.getValueAtPercentile(percentile) / 1000);
    return { count: total.totalCount, p50_ms: at(50), p95_ms: at(95), p99_ms: at(99) };
  }

  /** Recorded per second, over the last `seconds` whole seconds. */
  rate(seconds = 5): number {
    const current = Math.floor(this.now() / 1000);
    const counted = this.recent().filter(({ second }) => second < current && second >= current - seconds);
    return counted.reduce((sum, { histogram }) => sum + histogram.totalCount, 0) / seconds;
  }

  private recent() {
    const oldest = Math.floor(this.now() / 1000) - this.windowSeconds;
    return this.slots.filter(({ second }) => second > oldest);
  }
}

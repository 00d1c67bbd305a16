/** What happens behind the counter: the service's live stream, as signals. */
import type { LiveAppliedDto, LiveStatsDto } from '@casebook/recommender-contract';
import { appendSample, openEventStream, type StreamState } from '@casebook/ui';
import { effect, signal } from '@preact/signals';
import { probe } from './connection.js';
import { customer } from './customer.store.js';
import { settling } from './rails.store.js';

const FEED = 30;
const WINDOW_S = 120;

export const streamState = signal<StreamState>('connecting');
export const stats = signal<LiveStatsDto | undefined>();
/** `[time in s, p50, p95, p99]` of the last two minutes, in milliseconds; null where nothing was recommended. */
export const latency = signal<(number | null)[][]>([[], [], [], []]);
/** Events as they were applied, newest first. */
export const feed = signal<readonly LiveAppliedDto[]>([]);

function onStats(next: LiveStatsDto): void {
  stats.value = next;
  const { count, p50_ms, p95_ms, p99_ms } = next.latency;
  const values = count ? [p50_ms, p95_ms, p99_ms] : [null, null, null];
  latency.value = appendSample(latency.peek(), { at: Date.parse(next.at) / 1000, values }, WINDOW_S);
}

function onApplied(next: LiveAppliedDto): void {
  feed.value = [next, ...feed.peek().filter(({ id }) => id !== next.id)].slice(0, FEED);
  if (next.userId !== null) settling.applied(next.id);
}

effect(() =>
  openEventStream(`/v1/live?user=${encodeURIComponent(customer.value.id)}`, {
    on: { stats: (data) => onStats(data as LiveStatsDto), applied: (data) => onApplied(data as LiveAppliedDto) },
    onState: (state) => {
      streamState.value = state;
      if (state === 'open') void probe();
    },
  }),
);

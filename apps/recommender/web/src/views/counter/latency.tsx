import { formatDuration, LiveChart } from '@casebook/ui';
import { latency, stats } from '../../store/live.store.js';
import { lastChange } from '../../store/rails.store.js';

const SERIES = [
  { name: 'p50', colour: '--ui-series-1' },
  { name: 'p95', colour: '--ui-series-2' },
  { name: 'p99', colour: '--ui-series-3' },
] as const;
const tick = (ms: number) => `${ms} ms`;

/** How long recommendations take, over the last two minutes, and what the customer's own last action led to. */
export function Latency() {
  const now = stats.value?.latency;
  const values = [now?.p50_ms, now?.p95_ms, now?.p99_ms].map((ms) => formatDuration(now?.count ? (ms ?? NaN) : NaN));
  return (
    <section aria-labelledby="latency-title">
      <h3 id="latency-title">Time to recommend</h3>
      <ul class="legend">
        {SERIES.map(({ name }, i) => (
          <li key={name}>
            <span class={`legend__key legend__key--${i + 1}`} aria-hidden="true" />
            {name} <strong>{values[i]}</strong>
          </li>
        ))}
      </ul>
      <LiveChart
        label={`Recommendation latency of the last two minutes, now p50 ${values[0]}, p95 ${values[1]}, p99 ${values[2]}`}
        columns={latency.value}
        series={SERIES}
        format={tick}
      />
      <LastChangeLine />
    </section>
  );
}

function LastChangeLine() {
  const change = lastChange.value;
  if (!change) return <p class="counter__last soft">Add something to your basket: its effect is timed here.</p>;
  return (
    <p class="counter__last">
      You {change.action}. <strong>{formatDuration(change.tookMs)}</strong> later your rows had followed
      {change.fresh ? `, with ${change.fresh} new.` : '.'}
    </p>
  );
}

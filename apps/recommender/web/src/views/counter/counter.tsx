import { Button, CrossIcon, formatCount, formatDuration, PulseIcon } from '@casebook/ui';
import { signal } from '@preact/signals';
import { stats, streamState } from '../../store/live.store.js';
import { Feed } from './feed.js';
import { Latency } from './latency.js';
import { Numbers } from './numbers.js';

/** Where there is room the panel stands beside the shelves from the start; elsewhere it waits below as a strip. */
const open = signal(matchMedia('(min-width: 1180px)').matches);

/** How the shop works while it is being used: a panel on a wide screen, a sheet from below on a narrow one. */
export function Counter() {
  return (
    <aside class={`counter${open.value ? ' counter--open' : ''}`} aria-labelledby="counter-title">
      {open.value ? <Opened /> : <Strip />}
    </aside>
  );
}

function Strip() {
  const now = stats.value;
  return (
    <Button class="counter__strip" aria-expanded={false} onClick={() => (open.value = true)}>
      <PulseIcon />
      <span id="counter-title">Behind the counter</span>
      {now && (
        <span class="counter__glance">
          {formatDuration(now.latency.p50_ms)} · {formatCount(now.eventsPerSecond)} events/s
        </span>
      )}
    </Button>
  );
}

function Opened() {
  return (
    <div class="counter__body">
      <div class="counter__head">
        <h2 id="counter-title">Behind the counter</h2>
        <span class={`lamp lamp--${streamState.value}`}>{streamState.value === 'open' ? 'live' : 'reconnecting'}</span>
        <Button tone="bare" aria-label="Close the panel behind the counter" aria-expanded={true} onClick={() => (open.value = false)}>
          <CrossIcon />
        </Button>
      </div>
      <Latency />
      <Numbers />
      <Feed />
    </div>
  );
}

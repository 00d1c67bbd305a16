/** Numbers and times as a person reads them. */

/** A duration: `0.8 ms`, `14 ms`, `1.2 s`. Two digits are what an eye can use. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return '–';
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(1)} s`;
}

/** How long before `now` something was: `just now`, `40 s ago`, `5 min ago`, `3 h ago`, `12 days ago`. Both in ms since the epoch. */
export function formatAgo(at: number, now: number): string {
  const seconds = Math.max(0, (now - at) / 1000);
  if (!Number.isFinite(seconds) || seconds < 5) return 'just now';
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

/** A rate or count: one decimal below ten, otherwise whole with separators. */
export function formatCount(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value < 9.95 && !Number.isInteger(value) ? value.toFixed(1) : Math.round(value).toLocaleString('en');
}

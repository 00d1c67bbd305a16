/** The last n samples of several series over a shared time axis, as uPlot wants them: columns. */

/** One sample: a time in seconds since the epoch and a value a series; null where a series has none (drawn as a gap). */
export interface Sample {
  at: number;
  values: readonly (number | null)[];
}

/**
 * Appends a sample and drops what has left the window. Returns new columns: a signal or a memo sees the change.
 *
 * @param columns `[times, ...series]`, each the same length; `[]` to begin
 * @param sample the newest sample; one that is not newer than the last is passed over (a repeated message after a reconnect)
 * @param spanSeconds how much time the window holds
 */
export function appendSample(columns: readonly (readonly (number | null)[])[], sample: Sample, spanSeconds: number): (number | null)[][] {
  const times = (columns[0] ?? []) as readonly number[];
  const last = times.at(-1);
  if (last !== undefined && sample.at <= last) return columns.map((column) => [...column]);
  const from = times.findIndex((time) => time > sample.at - spanSeconds);
  const kept = (column: readonly (number | null)[] = []) => (from < 0 ? [] : column.slice(from));
  return [[...kept(times), sample.at], ...sample.values.map((value, i) => [...kept(columns[i + 1]), value])];
}

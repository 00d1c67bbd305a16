/** Stops a run when the validation metric has not improved for a while. */
import type { Stateful } from '../checkpoint/stateful.js';

export interface EarlyStoppingOptions {
  /** Updates without improvement after which to stop. */
  patience: number;
  /** `max` unless told. */
  goal?: 'max' | 'min';
  /** An improvement must be larger than this; 0 unless told. */
  minDelta?: number;
}

export interface EarlyStopping extends Stateful {
  /** Takes the next value of the metric. Keep the weights where it `improved`. */
  update(value: number): { improved: boolean; stop: boolean };
  /** The best value so far (NaN before the first) and at which update it was, from 0. */
  readonly best: number;
  readonly bestAt: number;
}

/** A value that is not a number never counts as an improvement. */
export function createEarlyStopping({ patience, goal = 'max', minDelta = 0 }: EarlyStoppingOptions): EarlyStopping {
  const now = { best: NaN, bestAt: -1, updates: 0 };
  return {
    update: (value) => {
      const gain = goal === 'max' ? value - now.best : now.best - value;
      const improved = !Number.isNaN(value) && (Number.isNaN(now.best) || gain > minDelta);
      if (improved) Object.assign(now, { best: value, bestAt: now.updates });
      now.updates++;
      return { improved, stop: now.updates - 1 - now.bestAt >= patience };
    },
    get best() {
      return now.best;
    },
    get bestAt() {
      return now.bestAt;
    },
    state: () => ({ values: { ...now, best: Number.isNaN(now.best) ? null : now.best } }),
    restore: ({ values = {} }) => {
      Object.assign(now, { ...values, best: values['best'] ?? NaN });
    },
  };
}

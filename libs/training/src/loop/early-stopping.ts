/** Stops a run when the validation metric has not improved for a while. */

export interface EarlyStoppingOptions {
  /** Updates without improvement after which to stop. */
  patience: number;
  /** `max` unless told. */
  goal?: 'max' | 'min';
  /** An improvement must be larger than this; 0 unless told. */
  minDelta?: number;
}

export interface EarlyStopping {
  /** Takes the next value of the metric. Keep the weights where it `improved`. */
  update(value: number): { improved: boolean; stop: boolean };
  /** The best value so far (NaN before the first) and at which update it was, from 0. */
  readonly best: number;
  readonly bestAt: number;
}

/** A value that is not a number never counts as an improvement. */
export function createEarlyStopping({ patience, goal = 'max', minDelta = 0 }: EarlyStoppingOptions): EarlyStopping {
  const state = { best: NaN, bestAt: -1 };
  let updates = 0;
  return {
    update: (value) => {
      const gain = goal === 'max' ? value - state.best : state.best - value;
      const improved = !Number.isNaN(value) && (Number.isNaN(state.best) || gain > minDelta);
      if (improved) Object.assign(state, { best: value, bestAt: updates });
      updates++;
      return { improved, stop: updates - 1 - state.bestAt >= patience };
    },
    get best() {
      return state.best;
    },
    get bestAt() {
      return state.bestAt;
    },
  };
}

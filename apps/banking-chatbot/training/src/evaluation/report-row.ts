/** A row of the report from statistics. */
import { bootstrapStatistic, type EvaluationRow } from '@casebook/training';
import type { Statistic } from './metrics.js';

export const SYSTEM = 'casebook';

/**
 * Every metric with its 95 % interval over resampled units.
 * @param n units: messages, or dialogues
 */
export function reportRow(model: string, mode: string, n: number, statistics: Record<string, Statistic>, seed: number): EvaluationRow {
  const metrics = Object.fromEntries(
    Object.entries(statistics).flatMap(([name, statistic]) => {
      const interval = bootstrapStatistic(n, statistic, { seed });
      return Number.isNaN(interval.value) ? [] : [[name, interval]]; // the sample does not define it, e.g. no span is wanted
    }),
  );
  return { model, mode, n, metrics };
}

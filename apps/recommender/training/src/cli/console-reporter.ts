/** Progress on the terminal, curves in the run folder. */
import { createProgress, type RunFolder } from '@casebook/training';
import cliProgress from 'cli-progress';
import type { Reporter } from '../system/reporter.js';

/** Steps of the towers that one point of the curve averages. */
const STEPS_PER_POINT = 20;

/** @param folder receives the towers' loss, where there is one */
export function consoleReporter(folder?: RunFolder): Reporter {
  let step = 0;
  return {
    stage: async (title, run) => {
      const bar = new cliProgress.SingleBar(
        {
          format: `${title} [{bar}] {percentage}% | {duration_formatted}`,
          hideCursor: true,
          noTTYOutput: true,
          notTTYSchedule: 20_000,
        },
        cliProgress.Presets.shades_classic,
      );
      bar.start(100, 0);
      try {
        const result = await run((fraction) => bar.update(Math.min(100, Math.round(100 * fraction))));
        bar.update(100);
        return result;
      } finally {
        bar.stop();
      }
    },
    epochs: async (title, epochs, samplesPerEpoch, run) => {
      const progress = createProgress({ title, total: samplesPerEpoch, epochs });
      let losses: number[] = [];
      let current = 0;
      try {
        await run(async ({ epoch, samples, loss }) => {
          if (epoch > current) progress.endEpoch();
          current = epoch;
          progress.step(samples, loss);
          losses.push(loss);
          step++;
          if (losses.length === STEPS_PER_POINT) {
            folder?.curve(step, { 'two-tower loss': losses.reduce((sum, value) => sum + value, 0) / losses.length });
            losses = [];
            await new Promise((resolve) => setImmediate(resolve)); // lets the bar draw and Ctrl-C act
          }
        });
        progress.endEpoch();
      } finally {
        progress.stop();
      }
    },
  };
}

/** Progress on the terminal, curves and checkpoints in the run folder. */
import type { RunFolder } from '@casebook/training';
import cliProgress from 'cli-progress';
import type { Reporter } from '../system/reporter.js';

/** @param folder receives the towers' curves and checkpoints, where there is one */
export const consoleReporter = (folder?: RunFolder): Reporter => ({
  towers: folder ? { folder } : {},
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
});

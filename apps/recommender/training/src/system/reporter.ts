/** What a person watching a run sees, and what its run folder keeps. */
import type { TowerRun } from '../towers/tower-trainer.js';

export interface Reporter {
  /** Runs a stage whose progress is a fraction. */
  stage<T>(title: string, run: (onProgress: (fraction: number) => void) => Promise<T>): Promise<T>;
  /** Where the towers' training shows its progress, and the folder that it can go on from. */
  towers: TowerRun;
}

/** Says nothing. */
export const silentReporter: Reporter = {
  stage: (_title, run) => run(() => undefined),
  towers: { output: null },
};

/** What a person watching a run sees, and what its run folder keeps. */
import type { StepReport } from '../towers/tower-trainer.js';

export interface Reporter {
  /** Runs a stage whose progress is a fraction. */
  stage<T>(title: string, run: (onProgress: (fraction: number) => void) => Promise<T>): Promise<T>;
  /** Runs epochs of the towers: loss, samples a second, time left. */
  epochs(
    title: string,
    epochs: number,
    samplesPerEpoch: number,
    run: (onStep: (step: StepReport) => void | Promise<void>) => Promise<void>,
  ): Promise<void>;
}

/** Says nothing. */
export const silentReporter: Reporter = {
  stage: (_title, run) => run(() => undefined),
  epochs: (_title, _epochs, _samples, run) => run(() => undefined),
};

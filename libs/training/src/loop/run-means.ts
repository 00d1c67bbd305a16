/** Running means of the loss, kept in checkpoints so that a curve has no seam where a run went on. */
import type { Stateful } from '../checkpoint/stateful.js';

export interface RunMeans extends Stateful {
  add(loss: number, samples: number): void;
  /** Mean since the last call: one point of the curve. */
  takeWindow(): number;
  /** Mean of the epoch, which ends. */
  takeEpoch(): number;
  /** Samples of the epoch so far. */
  readonly samples: number;
}

export function createRunMeans(): RunMeans {
  const now = { window: 0, windowSteps: 0, epoch: 0, epochSteps: 0, samples: 0 };
  return {
    add: (loss, samples) => {
      now.window += loss;
      now.windowSteps++;
      now.epoch += loss;
      now.epochSteps++;
      now.samples += samples;
    },
    takeWindow: () => {
      const mean = now.window / now.windowSteps;
      Object.assign(now, { window: 0, windowSteps: 0 });
      return mean;
    },
    takeEpoch: () => {
      const mean = now.epoch / now.epochSteps;
      Object.assign(now, { epoch: 0, epochSteps: 0, samples: 0 });
      return mean;
    },
    get samples() {
      return now.samples;
    },
    state: () => ({ values: { ...now } }),
    restore: ({ values }) => void Object.assign(now, values),
  };
}

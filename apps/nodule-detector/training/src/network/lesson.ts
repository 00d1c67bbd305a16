/** How the detector is taught: the choices, as a person writes them. */
import type { TrainConfig } from '@casebook/training';
import type { CropShares } from '../data/crop-list.js';

export interface Lesson {
  /** Of its checkpoints and curves. */
  name: string;
  epochs: number;
  /** Crops of an epoch. */
  crops: number;
  batchSize: number;
  /** Side of a crop, voxels. */
  side: number;
  learningRate: number;
  /** Of the moving average of the weights that is kept. */
  averageDecay: number;
  /** Stem and this many levels stay as they are … */
  frozenLevels: number;
  /** … for this share of the epochs; then everything learns. */
  frozenFor: number;
  /** Looks for hard places in the training scans first, with what was learned before. */
  mine: boolean;
  shares: CropShares;
  seed: number;
}

/** For the loop of `@casebook/training`: AdamW, a cosine with warm-up, clipping, moving average; the best average on the validation boxes is kept. */
export function trainConfig({ epochs, crops, batchSize, learningRate, averageDecay, seed }: Lesson): TrainConfig {
  const steps = epochs * Math.floor(crops / batchSize);
  return {
    epochs,
    seed,
    clipNorm: 5,
    averageDecay,
    optimiser: { kind: 'adamw', learningRate, weightDecay: 1e-3 },
    schedule: { kind: 'cosine', base: learningRate, warmup: Math.ceil(0.05 * steps), floor: 0.01 * learningRate },
    checkpoint: { everySteps: 50, keep: 1 },
  };
}

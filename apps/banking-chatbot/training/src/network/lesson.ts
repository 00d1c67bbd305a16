/** How a network is taught: the choices, as a person writes them. */
import type { OptimiserConfig, TrainConfig } from '@casebook/training';

export interface Lesson {
  epochs: number;
  batchSize: number;
  /** Of the encoder's last block. */
  learningRate: number;
  /** The heads', as a multiple. */
  headRate: number;
  /** Each block's rate is this share of the block's above it (Howard & Ruder 2018). */
  layerDecay: number;
  /** Blocks from the bottom that stay as they were published, and the embeddings with them; 0: everything learns but the word embeddings. */
  frozenLayers: number;
  /** Of the labels; see `headLoss`. */
  smoothing: number;
  /** Of the moving average of the weights that is kept. */
  averageDecay: number;
  seed: number;
}

/** For the loop of `@casebook/training`: AdamW, a cosine with warm-up, clipping, moving average. */
export function trainConfig(lesson: Lesson, depth: number, batches: number): TrainConfig {
  const { epochs, learningRate, averageDecay, seed } = lesson;
  return {
    epochs,
    seed,
    clipNorm: 1,
    averageDecay,
    optimiser: { kind: 'adamw', learningRate, weightDecay: 0.01, groups: rateGroups(lesson, depth) },
    schedule: { kind: 'cosine', base: learningRate, warmup: Math.ceil(0.06 * epochs * batches), floor: 0.02 * learningRate },
    checkpoint: { everySteps: 100, keep: 1 },
  };
}

function rateGroups({ headRate, layerDecay }: Lesson, depth: number): NonNullable<OptimiserConfig['groups']> {
  const blocks = Array.from({ length: depth }, (_, i) => ({ match: `^encoder\\.${i}\\.`, rateFactor: layerDecay ** (depth - 1 - i) }));
  return [{ match: '^head\\.', rateFactor: headRate }, ...blocks, { match: '^embeddings\\.', rateFactor: layerDecay ** depth }];
}

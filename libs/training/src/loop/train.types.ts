/** What a training run is given and what it answers. */
import type * as tf from '@tensorflow/tfjs';
import type { Position } from '../checkpoint/checkpoint-format.js';
import type { Stateful } from '../checkpoint/stateful.js';
import type { RunFolder } from '../run-folder/run-folder.js';
import type { LearningRate } from '../schedules/schedule.schema.js';
import type { BatchSource } from './batches.js';
import type { GradientFunction } from './gradient-step.js';
import type { TrainableModel } from './model-weights.js';
import type { TrainConfig } from './train-config.js';

export interface StepReport extends Position {
  samples: number;
  /** Mean over the step's batches. */
  loss: number;
  /** Global norm of the gradient before clipping. */
  norm: number;
  learningRate: number | undefined;
}

export interface TrainOptions<T> {
  model: TrainableModel;
  /**
   * The loss of a batch as a function of the weights, synchronous and without side effects; its tensors are tidied away. For a model of tf.layers:
   * `model.apply(x, { training: true })`.
   */
  loss: (values: T) => tf.Scalar;
  data: BatchSource<T>;
  config: TrainConfig;
  /** Keeps curves and checkpoints; without it the run leaves nothing behind. From `createRunFolder`, or `resumeFrom` to go on. */
  folder?: RunFolder;
  /** Tells one of several runs in one folder from the others; its checkpoints and curves have this name. */
  name?: string;
  /** In place of the one that `config` describes. */
  optimiser?: tf.Optimizer;
  /** In place of the one that `config` describes. */
  schedule?: LearningRate;
  /** What else must be as it was when a run goes on: it is kept in the checkpoints under these names. */
  state?: Readonly<Record<string, Stateful>>;
  /** Compares every kernel that the loss uses with the cpu engine, on a few numbers, before the first step; worth a second before hours. */
  selfCheck?: boolean;
  /** See {@link GradientFunction}. */
  gradients?: GradientFunction;
  /** Values on validation data, e.g. `{ accuracy: 0.93 }`; with `averageDecay` the model holds the averages meanwhile. */
  evaluate?: () => Readonly<Record<string, number>> | Promise<Readonly<Record<string, number>>>;
  /** Before the first step of an epoch, and of what is left of it in a run that goes on: the place to thaw layers. */
  onEpoch?: (epoch: number) => void | Promise<void>;
  onStep?: (report: StepReport) => void | Promise<void>;
  onEvaluate?: (values: Readonly<Record<string, number>>, position: Position) => void | Promise<void>;
  onCheckpoint?: (path: string, position: Position) => void | Promise<void>;
  /** Where progress and messages go; standard error unless told, nowhere where null. */
  output?: (NodeJS.WritableStream & { isTTY?: boolean }) | null;
}

export interface TrainResult extends Position {
  finished: 'epochs' | 'early stopping';
  /** The best value of the monitored metric, where there is one. */
  best?: number;
  /** The last checkpoint's folder, where there is a run folder. */
  checkpoint?: string;
}

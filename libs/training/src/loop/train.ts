/** The training loop: epochs of steps, evaluations and checkpoints, in an order that can be taken up again anywhere. */
import { setImmediate as turn } from 'node:timers/promises';
import { parseWith } from '@casebook/core';
import { listenForInterrupt } from './interrupt.js';
import { lockRun } from '../run-folder/run-lock.js';
import { trainConfigSchema, type WholeTrainConfig } from './train-config.js';
import type { TrainOptions, TrainResult } from './train.types.js';
import { TrainingRun } from './training-run.js';

/**
 * Trains a model; goes on from the newest whole checkpoint where its folder has one, to the same weights, bit by bit on the same backend, as if it
 * had never been stopped.
 *
 * Ctrl-C (or SIGTERM) ends it after the step under way, with a checkpoint.
 *
 * @throws {InvalidInputError} `TRAIN_CONFIG`, `MODEL_NOT_BUILT`, `NOTHING_TO_TRAIN`, `DROPOUT_SEED` before the first step; `METRIC_MISSING` after
 * an evaluation without the monitored value
 * @throws {ConflictError} `CHECKPOINT_OTHER_MODEL`, `CHECKPOINT_OTHER_CONFIG`, `CHECKPOINT_OTHER_PARTS` where the folder's checkpoint is of another run; `RUN_IN_USE`
 * where another process trains in it
 * @throws {CasebookError} `GRADIENT_MISMATCH` where the run checks itself and this engine is wrong
 * @throws {CasebookError} `TRAINING_DIVERGED` with the layer or weight that is not finite, and nothing updated; `DISK_FULL` with the earlier
 * checkpoints whole
 * @throws {InterruptedError} see `exitCodeOf`
 *
 * @example
 * const loss = ({ x, label }) => tf.losses.softmaxCrossEntropy(tf.oneHot(label, 10), model.apply(x, { training: true })).asScalar();
 * await train({ model, loss, data, config: { epochs: 5, optimiser: { kind: 'adamw', learningRate: 3e-3 } } });
 */
export async function train<T>(options: TrainOptions<T>): Promise<TrainResult> {
  const config = parseWith(trainConfigSchema, options.config, 'TRAIN_CONFIG', 'The training configuration');
  const unlock = options.folder && (await lockRun(options.folder.path));
  try {
    return await trainAlone(options, config);
  } finally {
    await unlock?.();
  }
}

/** With the folder to itself. */
async function trainAlone<T>(options: TrainOptions<T>, config: WholeTrainConfig): Promise<TrainResult> {
  const run = new TrainingRun(options, config);
  const interrupt = listenForInterrupt((line) => run.say(line));
  const pause = async () => {
    await turn(); // signals, timers and the progress bar have their turn; TensorFlow.js' promises alone would not give it to them
    if (interrupt.signal) await run.stopFor(interrupt.signal);
  };
  try {
    await run.resume();
    if (options.selfCheck && !run.finished) await run.checkGradients();
    while (!run.finished) {
      for await (const finished of run.steps()) {
        await pause();
        if (finished) break;
      }
      if (!run.finished) await run.endEpoch();
      await pause();
    }
    return await run.end();
  } finally {
    interrupt.stop();
    run.dispose();
  }
}

/** The state of a run under way, and what one step, one evaluation and one checkpoint do to it. */
import { join } from 'node:path';
import { InvalidInputError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import type { Position } from '../checkpoint/checkpoint-format.js';
import { type Checkpoints, openCheckpoints } from '../checkpoint/checkpoints.js';
import { optimiserState } from '../checkpoint/optimiser-state.js';
import { restoreParts } from '../checkpoint/restore-parts.js';
import type { Json, Stateful } from '../checkpoint/stateful.js';
import { createOptimiser } from '../optimisers/optimiser.schema.js';
import { FILES } from '../run-folder/run-files.js';
import { WeightAverage } from '../optimisers/weight-average.js';
import { createSchedule, type LearningRate } from '../schedules/schedule.schema.js';
import type { Batch } from './batches.js';
import { createEarlyStopping, type EarlyStopping } from './early-stopping.js';
import { refuseFixedDropout } from './fixed-dropout.js';
import { GradientStep } from './gradient-step.js';
import { InterruptedError } from './interrupt.js';
import { modelState, modelWeights, trainableVariables } from './model-weights.js';
import { disposeBatch, prefetch } from './prefetch.js';
import { createProgress, type ProgressReporter } from './progress.js';
import { runIdentity } from './run-identity.js';
import { createRunMeans } from './run-means.js';
import { selfCheck } from './self-check.js';
import type { WholeTrainConfig } from './train-config.js';
import { setLearningRate } from './train-step.js';
import type { TrainOptions, TrainResult } from './train.types.js';

export class TrainingRun<T> {
  finished?: TrainResult['finished'];
  private at: Position = { step: 0, epoch: 0, batch: 0 };
  private readonly optimiser: tf.Optimizer;
  private readonly schedule?: LearningRate;
  private readonly step: GradientStep<T>;
  private readonly means = createRunMeans();
  private readonly stopping?: EarlyStopping;
  private readonly average?: WeightAverage;
  private readonly parts: Record<string, Stateful>;
  private readonly checkpoints?: Checkpoints;
  private readonly identity: Json;
  private progress?: ProgressReporter;
  /** The last checkpoint and where it was written. */
  private saved?: { path: string; at: string };

  constructor(
    private readonly options: TrainOptions<T>,
    private readonly config: WholeTrainConfig,
  ) {
    const { model, data, loss, gradients, folder, name = '', state = {} } = options;
    const { epochs, accumulate, monitor, earlyStopping, checkpoint, clipNorm, seed } = config;
    if (earlyStopping?.restoreBest && !folder) {
      throw new InvalidInputError('TRAIN_CONFIG', 'restoreBest needs a run folder, in which the best weights are kept: give one.');
    }
    const weights = modelWeights(model);
    refuseFixedDropout(model);
    this.optimiser = options.optimiser ?? createOptimiser(config.optimiser);
    const total = epochs * Math.ceil(data.batches / accumulate);
    const schedule = options.schedule ?? (config.schedule && createSchedule(config.schedule, { total }));
    if (schedule) this.schedule = schedule;
    this.step = new GradientStep({ model, loss, optimiser: this.optimiser, seed, clipNorm, gradients });
    if (monitor) this.stopping = createEarlyStopping({ patience: Infinity, ...earlyStopping, goal: monitor.goal });
    if (config.averageDecay) this.average = new WeightAverage(weights, config.averageDecay);
    if (folder) this.checkpoints = openCheckpoints(join(folder.path, FILES.checkpoints, name), { ...checkpoint, ...monitor });
    this.identity = runIdentity({ config, data: data.config, optimiser: this.optimiser, scheduled: !!schedule, model });
    this.parts = {
      ...state,
      model: modelState(model),
      optimiser: optimiserState(this.optimiser, weights),
      means: this.means,
      ...(schedule && { schedule }),
      ...(this.average && { average: this.average }),
      ...(this.stopping && { 'early stopping': this.stopping }),
      ...(folder && { curves: folder }),
    };
  }

  /** A line among the progress. */
  say(line: string): void {
    const output = this.output;
    output?.write(`${output.isTTY ? '\r\x1b[K' : ''}${line}\n`);
  }

  /** Takes up the newest whole checkpoint, if there is one. */
  async resume(): Promise<void> {
    const { folder, data, name = 'training' } = this.options;
    const { checkpoint, damaged = [] } = (await this.checkpoints?.newest()) ?? {};
    damaged.forEach(({ why }) => this.say(`Passed over: ${why}`));
    if (checkpoint) {
      const { position, finished, path } = checkpoint;
      await restoreParts(checkpoint, { parts: this.parts, config: this.identity });
      this.at = { ...position };
      if (finished) this.finished = finished as TrainResult['finished'];
      this.saved = { path, at: JSON.stringify(position) };
      if (folder && folder.environment.backend !== tf.getBackend()) {
        this.say(`The run began on ${folder.environment.backend}: on ${tf.getBackend()} its numbers will differ in the last digits.`);
      }
      this.say(
        finished ? `${name}: complete at step ${position.step} (${path})` : `${name}: going on from step ${position.step} (${path})`,
      );
    }
    await folder?.note({ backend: tf.getBackend(), seed: this.config.seed });
    if (this.finished || !this.output) return;
    const done = { epoch: this.at.epoch, samples: this.means.samples };
    this.progress = createProgress({ title: name, total: data.samples, epochs: this.config.epochs, done, stream: this.output });
  }

  /** @throws {CasebookError} `GRADIENT_MISMATCH` */
  async checkGradients(): Promise<void> {
    const { data, loss, model } = this.options;
    const report = await selfCheck(data, loss, trainableVariables(model));
    if (report) this.say(`Gradients of ${report.checked.length} kernels are the cpu engine's.`);
  }

  /** Makes the steps of the epoch that are left, one after the other. @returns after each, whether the run is complete */
  async *steps(): AsyncGenerator<boolean> {
    const { data, onEpoch } = this.options;
    const { accumulate, prefetch: ahead } = this.config;
    await onEpoch?.(this.at.epoch);
    let samples = 0;
    let batch: Batch<T> | undefined;
    const from = this.at.batch;
    try {
      for await (const next of prefetch(data.epoch(this.at.epoch, from), ahead)) {
        if (batch) disposeBatch(batch);
        batch = next;
        await this.step.add(batch, this.at.step, this.saved?.path);
        this.at.batch++;
        samples += batch.samples;
        if (this.step.count < accumulate) continue;
        await this.update(batch, samples);
        samples = 0;
        yield this.finished !== undefined;
      }
      if (batch && this.step.count > 0) {
        await this.update(batch, samples); // fewer batches than the others
        yield this.finished !== undefined;
      }
      if (!batch && from === 0) throw new InvalidInputError('DATA_EMPTY', 'The epoch has no batches: look at the data source.');
    } finally {
      if (batch) disposeBatch(batch);
    }
  }

  private async update(batch: Batch<T>, samples: number): Promise<void> {
    const { onStep, folder } = this.options;
    const { evaluateEvery, checkpoint, logEvery } = this.config;
    const rate = this.schedule?.rate(this.at.step);
    if (rate !== undefined) setLearningRate(this.optimiser, rate);
    const { loss, norm } = await this.step.apply(batch, this.at.step, this.saved?.path);
    this.average?.update();
    const step = ++this.at.step;
    this.means.add(loss, samples);
    this.progress?.step(samples, loss);
    await onStep?.({ ...this.at, samples, loss, norm, learningRate: rate });
    if (step % logEvery === 0) {
      const point = { loss: this.means.takeWindow(), 'gradient norm': norm, ...(rate !== undefined && { 'learning rate': rate }) };
      await folder?.curve(step, this.named(point));
    }
    const due = (every?: number) => every !== undefined && step % every === 0;
    if (due(evaluateEvery)) await this.save((await this.evaluate()).score);
    else if (due(checkpoint.everySteps)) await this.save();
  }

  /** The epoch's last step has been made. */
  async endEpoch(): Promise<void> {
    this.at = { step: this.at.step, epoch: this.at.epoch + 1, batch: 0 };
    const mean = { 'epoch loss': this.means.takeEpoch() };
    const last = this.at.epoch >= this.config.epochs;
    const { evaluateEvery: every } = this.config;
    const due = every === undefined || (last && this.at.step % every > 0);
    const { values, score } = due ? await this.evaluate(mean) : { values: mean };
    this.progress?.endEpoch(values);
    if (last) this.finished ??= 'epochs';
    await this.save(score);
  }

  private async evaluate(measured: Readonly<Record<string, number>> = {}) {
    const { evaluate, onEvaluate, folder } = this.options;
    const { monitor } = this.config;
    const values: Record<string, number> = { ...measured, ...(await (this.average?.during(async () => evaluate?.()) ?? evaluate?.())) };
    const finite = Object.entries(values).filter(([, value]) => Number.isFinite(value)); // a metric may be undefined at times, e.g. without a positive
    await folder?.curve(this.at.step, this.named(Object.fromEntries(finite)));
    await onEvaluate?.(values, { ...this.at });
    if (!monitor) return { values, score: undefined };
    const score = values[monitor.metric];
    if (score === undefined) {
      const names = Object.keys(values).join(', ') || 'nothing';
      throw new InvalidInputError(
        'METRIC_MISSING',
        `The run monitors '${monitor.metric}', but the evaluation gave ${names}: name one of these.`,
      );
    }
    this.schedule?.observe(score);
    if (this.stopping?.update(score).stop) this.finished = 'early stopping';
    return { values, ...(Number.isFinite(score) && { score }) };
  }

  private async save(score?: number): Promise<void> {
    if (!this.checkpoints) return;
    const states = Object.entries(this.parts).map(async ([name, part]) => [name, await part.state()] as const);
    const path = await this.checkpoints.save({
      position: { ...this.at },
      parts: Object.fromEntries(await Promise.all(states)),
      config: this.identity,
      ...(score !== undefined && { score }),
      ...(this.finished && { finished: this.finished }),
    });
    this.saved = { path, at: JSON.stringify(this.at) };
    await this.options.onCheckpoint?.(path, { ...this.at });
  }

  /** Writes a checkpoint where there is none of this moment yet. @throws {InterruptedError} */
  async stopFor(signal: InterruptedError['signal']): Promise<void> {
    if (this.finished) return;
    const { folder } = this.options;
    if (this.saved?.at !== JSON.stringify(this.at)) await this.save();
    const how = folder
      ? `everything up to here is in ${folder.path}. Go on with --resume ${folder.path}`
      : 'without a run folder nothing was kept';
    throw new InterruptedError(signal, `Stopped after step ${this.at.step}: ${how}.`);
  }

  /** Leaves the weights in the model that the configuration asks for. */
  async end(): Promise<TrainResult> {
    const best = this.config.earlyStopping?.restoreBest ? await this.checkpoints?.best() : undefined;
    if (best) await restoreParts({ ...best, parts: ofModel(best.parts) }, { parts: ofModel(this.parts), config: this.identity });
    this.average?.swap();
    return {
      ...this.at,
      finished: this.finished!,
      ...(this.stopping && { best: this.stopping.best }),
      ...(this.saved && { checkpoint: this.saved.path }),
    };
  }

  dispose(): void {
    this.progress?.stop();
    this.step.clear();
    this.average?.dispose();
    if (!this.options.optimiser) this.optimiser.dispose();
  }

  private get output() {
    return this.options.output === undefined ? process.stderr : this.options.output;
  }

  private named(values: Record<string, number>): Record<string, number> {
    const { name } = this.options;
    return name ? Object.fromEntries(Object.entries(values).map(([key, value]) => [`${name}/${key}`, value])) : values;
  }
}

/** The parts that make the model what it is; the others go on from where they are. */
const ofModel = <P>(parts: Readonly<Record<string, P>>): Record<string, P> =>
  Object.fromEntries(Object.entries(parts).filter(([name]) => name === 'model' || name === 'average'));

/** One update from the mean gradient of one or more batches; nothing is updated where anything is not finite. */
import { ConflictError } from '@casebook/core';
import * as tf from '@tensorflow/tfjs';
import type { Batch } from './batches.js';
import { divergence } from './divergence.js';
import { modelWeights, type TrainableModel, trainableVariables } from './model-weights.js';
import { deriveSeed, withSeed } from './seeds.js';

/**
 * Loss and gradients by `variable.name`: `tf.variableGrads` unless told. The place for what changes how gradients come about and nothing else:
 * scaling the loss for half precision, or averaging over several workers.
 */
export type GradientFunction = (loss: () => tf.Scalar, variables: tf.Variable[]) => { value: tf.Scalar; grads: tf.NamedTensorMap };

export interface GradientStepOptions<T> {
  model: TrainableModel;
  /** Called in `tf.tidy`, with TensorFlow.js' randomness seeded by the step. */
  loss: (values: T) => tf.Scalar;
  optimiser: tf.Optimizer;
  seed: number;
  clipNorm?: number | undefined;
  gradients?: GradientFunction | undefined;
}

/** These keep their moments by position in the list of gradients, so a list that changes would mix them up. */
const POSITIONAL = new Set(['Adam', 'Adamax', 'Momentum', 'RMSProp', 'Adagrad', 'Adadelta']);

export class GradientStep<T> {
  /** Of the batches added so far, weighted by their samples. */
  private mean: tf.NamedTensorMap = {};
  private loss = 0;
  private samples = 0;
  /** Batches added since the last update. */
  count = 0;
  /** Weights that are no variables to train, but that the forward pass may move (batch normalisation): for going back. */
  private before: [tf.Variable, tf.Tensor][] = [];
  private names?: string;

  constructor(private readonly options: GradientStepOptions<T>) {}

  /**
   * Adds the gradient of a batch.
   * @param step updates made before this one
   * @throws {CasebookError} `TRAINING_DIVERGED` where the loss is not finite; all weights are then as before this step
   */
  async add({ values, samples }: Batch<T>, step: number, checkpoint?: string): Promise<void> {
    const { model, gradients = tf.variableGrads } = this.options;
    const variables = trainableVariables(model);
    if (this.count === 0) this.remember(new Set(variables));
    const seeded = this.seeded(values, step, this.count);
    const { value, grads } = gradients(seeded, variables);
    const cost = (await value.data())[0]!;
    value.dispose();
    if (!Number.isFinite(cost)) {
      const error = await divergence({ what: 'loss', value: cost, step, model, values, loss: seeded, gradients: grads, checkpoint });
      tf.dispose(grads);
      throw this.undo(error);
    }
    this.count++;
    this.samples += samples;
    const share = samples / this.samples;
    this.loss += (cost - this.loss) * share;
    this.mean = weightedMean(this.mean, grads, share);
  }

  /**
   * Updates the weights.
   * @param last a batch of this step, looked at where the gradients are not finite
   * @returns the mean loss, and the global norm of the mean gradient before it was clipped
   * @throws {CasebookError} `TRAINING_DIVERGED`, with all weights as before this step
   */
  async apply({ values }: Batch<T>, step: number, checkpoint?: string): Promise<{ loss: number; norm: number }> {
    const { model, optimiser, clipNorm = Infinity } = this.options;
    const length = globalNorm(this.mean);
    const norm = (await length.data())[0]!;
    length.dispose();
    if (!Number.isFinite(norm)) {
      const again = this.seeded(values, step, this.count - 1);
      const found = {
        what: 'norm of the gradients' as const,
        value: norm,
        step,
        model,
        values,
        loss: again,
        gradients: this.mean,
        checkpoint,
      };
      throw this.undo(await divergence(found));
    }
    this.requireSamePlaces(Object.keys(this.mean));
    const clipped = norm > clipNorm ? tf.tidy(() => mapTensors(this.mean, (gradient) => gradient.mul(clipNorm / norm))) : undefined;
    optimiser.applyGradients(clipped ?? this.mean);
    if (clipped) tf.dispose(clipped);
    const { loss } = this;
    this.clear();
    return { loss, norm };
  }

  /** Forgets the batches added since the last update. */
  clear(): void {
    tf.dispose(this.mean);
    this.before.forEach(([, copy]) => copy.dispose());
    Object.assign(this, { mean: {}, loss: 0, samples: 0, count: 0, before: [] });
  }

  private seeded(values: T, step: number, batch: number): () => tf.Scalar {
    return () => withSeed(deriveSeed(this.options.seed, step, batch), () => this.options.loss(values));
  }

  private remember(trained: ReadonlySet<tf.Variable>): void {
    const others = [...modelWeights(this.options.model).values()].filter((variable) => !trained.has(variable));
    this.before = others.map((variable) => [variable, variable.clone()]); // shares the values: nothing is copied
  }

  private undo(error: Error): Error {
    this.before.forEach(([variable, copy]) => variable.assign(copy));
    this.clear();
    return error;
  }

  private requireSamePlaces(now: readonly string[]): void {
    const names = now.join();
    this.names ??= names;
    if (names === this.names || !POSITIONAL.has(this.options.optimiser.getClassName())) return;
    throw new ConflictError(
      'OPTIMISER_VARIABLES_CHANGED',
      `tf.train's ${this.options.optimiser.getClassName()} keeps its moments by position and would mix them up now that other variables have gradients: use this library's AdamW or Sgd.`,
    );
  }
}

/** Length of all tensors as one vector. */
export const globalNorm = (gradients: tf.NamedTensorMap): tf.Scalar =>
  tf.tidy(() =>
    tf
      .addN(Object.values(gradients).map((gradient) => gradient.square().sum()))
      .sqrt()
      .asScalar(),
  );

/**
 * mean · (1 − share) + gradients · share, of which a variable that is not in one of them has nothing there; takes both over.
 */
function weightedMean(mean: tf.NamedTensorMap, gradients: tf.NamedTensorMap, share: number): tf.NamedTensorMap {
  if (share === 1) return gradients;
  const next = tf.tidy(() => {
    const kept = mapTensors(mean, (tensor) => tensor.mul(1 - share));
    const added = mapTensors(gradients, (tensor) => tensor.mul(share));
    return { ...added, ...mapTensors(kept, (tensor, name) => (added[name] ? tensor.add(added[name]) : tensor)) };
  });
  tf.dispose([mean, gradients]);
  return next;
}

const mapTensors = (tensors: tf.NamedTensorMap, change: (tensor: tf.Tensor, name: string) => tf.Tensor): tf.NamedTensorMap =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor, name)]));

/** Trains the towers; can go on from where it stopped as the log grows, so that earlier moments get towers that have not seen their future. */
import { type ItemColumns, TOWER_HISTORY } from '@casebook/recommender-contract/features';
import { createRandom, type Random, setLearningRate, trainStep, warmupCosine } from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { DemandIndex } from '../data/demand-index.js';
import type { Interactions } from '../data/interactions.js';
import type { Moment } from '../data/moments.js';
import { type BatchOptions, type TowerBatch, towerBatches } from './batches.js';
import { sampleExamples, type SamplingOptions } from './examples.js';
import { sampledSoftmaxLoss } from './sampled-softmax.js';
import { itemBatch, userBatch } from './tensors.js';
import { TwoTowerNetwork } from './two-tower-network.js';

export interface TowerOptions extends BatchOptions, SamplingOptions {
  dimension: number;
  hidden: number;
  learningRate: number;
}

/** How long the towers are trained at one moment. */
export interface TowerPlan {
  epochs: number;
  /** Examples of one epoch, at most. */
  samples: number;
}

export interface StepReport {
  epoch: number;
  samples: number;
  loss: number;
}

export class TowerTrainer {
  readonly network: TwoTowerNetwork;
  private readonly optimizer: tf.AdamOptimizer;

  constructor(
    private readonly log: Interactions,
    private readonly catalogue: Pick<ItemColumns, 'tokens' | 'price'>,
    private readonly options: TowerOptions,
    private readonly random: Random,
  ) {
    this.network = new TwoTowerNetwork({ items: log.items, dimension: options.dimension, hidden: options.hidden }, random);
    this.optimizer = tf.train.adam(options.learningRate);
  }

  /**
   * @param moment nothing after it is read
   * @param onStep called after each step
   * @throws {CasebookError} `TRAINING_DIVERGED` where the loss is no longer finite
   */
  async fit(moment: Moment, { epochs, samples }: TowerPlan, onStep: (report: StepReport) => void | Promise<void>): Promise<void> {
    const demand = new DemandIndex(this.log, moment);
    const total = Math.max(1, Math.ceil((this.samplesPerEpoch(moment, { samples }) * epochs) / this.options.batchSize));
    const rate = warmupCosine({
      base: this.options.learningRate,
      warmup: Math.min(50, total >> 3),
      total,
      floor: this.options.learningRate / 10,
    });
    let step = 0;
    for (let epoch = 0; epoch < epochs; epoch++) {
      const examples = sampleExamples(this.log, moment, { ...this.options, samples }, this.random);
      for (const batch of towerBatches(this.log, this.catalogue, demand, examples, this.options, this.random)) {
        setLearningRate(this.optimizer, rate(step++));
        const loss = trainStep({
          optimizer: this.optimizer,
          loss: () => batchLoss(this.network, batch),
          clipNorm: 5,
          variables: this.network.variables(),
          where: 'two-tower',
        });
        await onStep({ epoch, samples: batch.users.length, loss });
      }
    }
  }

  /** About how many examples an epoch draws. */
  samplesPerEpoch(moment: Moment, { samples }: Pick<TowerPlan, 'samples'>): number {
    return sampleExamples(this.log, moment, { ...this.options, samples }, createRandom(0)).length;
  }

  dispose(): void {
    this.network.dispose();
    this.optimizer.dispose();
  }
}

/** Loss of one batch as a function of the network's parameters. */
export function batchLoss(network: TwoTowerNetwork, batch: TowerBatch): tf.Scalar {
  const d = network.shape.dimension;
  const items = itemBatch(batch.items);
  const embedding = network.embed(items);
  const drawnEmbedding = tf.slice(embedding, [0, 0], [batch.drawn, d]);
  const drawnNumeric = tf.slice(items.numeric, [0, 0], [batch.drawn, items.numeric.shape[1]]);
  const vectors = network.project(drawnEmbedding, drawnNumeric);
  const padded = tf.concat([embedding, tf.zeros([1, d])], 0);
  const history = tf.reshape(tf.gather(padded, tf.tensor1d(batch.histories, 'int32')), [-1, TOWER_HISTORY, d]) as tf.Tensor3D;
  const users = network.users({ ...userBatch(batch.users), embeddings: history });
  const columns = tf.gather(vectors, tf.tensor1d(batch.columns, 'int32'));
  return sampledSoftmaxLoss({
    scores: tf.matMul(users, columns as tf.Tensor2D, false, true),
    temperature: network.temperature(),
    logQ: tf.tensor1d(batch.logQ),
    hits: tf.tensor2d(batch.hits, [batch.users.length, batch.columns.length]),
  });
}

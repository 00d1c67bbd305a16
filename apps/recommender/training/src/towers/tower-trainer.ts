/** Trains the towers; can go on from where it stopped as the log grows, so that earlier moments get towers that have not seen their future. */
import { type ItemColumns, TOWER_HISTORY } from '@casebook/recommender-contract/features';
import {
  AdamW,
  type BatchSource,
  createRandom,
  deriveSeed,
  infoNceLoss,
  type Random,
  type RunFolder,
  train,
  type TrainOptions,
} from '@casebook/training';
import * as tf from '@tensorflow/tfjs';
import { DemandIndex } from '../data/demand-index.js';
import type { Interactions } from '../data/interactions.js';
import type { Moment } from '../data/moments.js';
import { type BatchOptions, type TowerBatch, towerBatches } from './batches.js';
import { sampleExamples, type SamplingOptions } from './examples.js';
import { itemBatch, userBatch } from './tensors.js';
import { TwoTowerNetwork } from './two-tower-network.js';

export interface TowerOptions extends BatchOptions, SamplingOptions {
  dimension: number;
  hidden: number;
  learningRate: number;
}

/** How long the towers are trained at one moment. */
export interface TowerPlan {
  /** Of this moment; tells its progress, curves and checkpoints from those of the others. */
  name: string;
  epochs: number;
  /** Examples of one epoch, at most. */
  samples: number;
}

/** Where progress is shown and what is kept. */
export interface TowerRun {
  folder?: RunFolder;
  output?: TrainOptions<never>['output'];
}

/** Steps between two checkpoints: about half a minute. */
const CHECKPOINT_STEPS = 200;

export class TowerTrainer {
  readonly network: TwoTowerNetwork;
  private readonly optimiser: AdamW;
  private readonly seed: number;
  private moments = 0;

  constructor(
    private readonly log: Interactions,
    private readonly catalogue: Pick<ItemColumns, 'tokens' | 'price'>,
    private readonly options: TowerOptions,
    random: Random,
  ) {
    this.network = new TwoTowerNetwork({ items: log.items, dimension: options.dimension, hidden: options.hidden }, random);
    this.optimiser = new AdamW({ learningRate: options.learningRate, weightDecay: 0 });
    this.seed = random.int(2 ** 31);
  }

  /**
   * @param moment nothing after it is read
   * @throws {CasebookError} as `train`
   */
  async fit(moment: Moment, plan: TowerPlan, { folder, output }: TowerRun): Promise<void> {
    const { learningRate } = this.options;
    const data = this.batches(moment, plan, this.moments++);
    const total = plan.epochs * data.batches;
    await train({
      name: plan.name,
      model: this.network.variables(),
      loss: (batch) => batchLoss(this.network, batch),
      data,
      optimiser: this.optimiser,
      selfCheck: this.moments === 1,
      config: {
        epochs: plan.epochs,
        seed: this.seed,
        clipNorm: 5,
        schedule: { kind: 'cosine', base: learningRate, warmup: Math.min(50, total >> 3), floor: learningRate / 10 },
        checkpoint: { everySteps: CHECKPOINT_STEPS },
      },
      ...(folder && { folder }),
      ...(output !== undefined && { output }),
    });
  }

  private batches(moment: Moment, { samples }: TowerPlan, number: number): BatchSource<TowerBatch> {
    const { log, catalogue, seed } = this;
    const options = { ...this.options, samples };
    const examples = (random: Random) => sampleExamples(log, moment, options, random);
    const drawn = examples(createRandom(0)).length; // about as many as any other epoch
    const demand = new DemandIndex(log, moment);
    return {
      samples: drawn,
      batches: Math.max(1, Math.ceil(drawn / options.batchSize)),
      config: { moment: moment.at, number, events: log.item.length, ...options },
      epoch: function* (epoch, from) {
        const random = createRandom(deriveSeed(seed, number, epoch));
        let place = 0;
        for (const batch of towerBatches(log, catalogue, demand, examples(random), options, random)) {
          if (place++ >= from) yield { samples: batch.users.length, values: batch };
        }
      },
    };
  }

  dispose(): void {
    this.network.dispose();
    this.optimiser.dispose();
  }
}

/**
 * Loss of one batch as a function of the network's parameters: in-batch and uniform negatives (Yang et al., WWW 2020), corrected for how often
 * each is drawn (Yi et al., RecSys 2019), accidental hits left out.
 */
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
  return infoNceLoss({
    scores: tf.matMul(users, columns as tf.Tensor2D, false, true),
    temperature: network.temperature(),
    logQ: tf.tensor1d(batch.logQ),
    excluded: tf.tensor2d(batch.hits, [batch.users.length, batch.columns.length]),
  });
}

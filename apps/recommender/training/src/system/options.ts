/** All choices of a training run, with the values found on validation windows inside the training part of online-retail. */
import { DEFAULT_QUOTA, type CandidateQuota, type Mode } from '@casebook/recommender-contract/features';
import type { RankerOptions } from '../ranker/train-ranker.js';
import type { TableOptions } from '../tables/build-tables.js';
import type { TowerOptions } from '../towers/tower-trainer.js';

/** Starts `start` days before the end of the training part and lasts `days`. */
export interface RankerWindow {
  start: number;
  days: number;
}

export interface SystemOptions {
  seed: number;
  /** Epochs of the towers up to the earliest window. */
  epochs: number;
  /** Epochs of the towers of a leave-one-out split, which has no later moments to go on at. */
  sequenceEpochs: number;
  /** Examples from which the towers go on at each later window, and at the end. */
  laterSamples: number;
  finalSamples: number;
  towers: TowerOptions;
  tables: Pick<TableOptions, 'neighbours' | 'lambda'>;
  ranker: Omit<RankerOptions, 'seed'>;
  /** What is served, and measured. */
  quota: Record<Mode, CandidateQuota>;
  /** What the rankers learn from. */
  rankerQuota: CandidateQuota;
  /** Candidates not bought that are kept of one user. */
  negatives: number;
  /** Windows of labels for the ranker, earliest first: see `rankerWindows`. */
  windows: RankerWindow[];
  /** Users of a leave-one-out validation that the ranker is trained on. */
  rankerUsers: number;
}

/** Twice what is served: more negatives to draw from. */
const RANKER_QUOTA: CandidateQuota = {
  tower: 80,
  popular: 80,
  own: 200,
  sources: { ease: 120, ease_session: 40, basket: 60, basket_session: 30, next_session: 40, shoppers: 100 },
};

const WINDOWS = 10;
const WINDOW_DAYS = 30;
const DAYS_BETWEEN_WINDOWS = 10;

/** One window every 10 days, the last of them shorter as the training part ends. */
export const rankerWindows = (count: number): RankerWindow[] =>
  Array.from({ length: count }, (_, k) => {
    const start = (count - k) * DAYS_BETWEEN_WINDOWS;
    return { start, days: Math.min(WINDOW_DAYS, start) };
  });

/** Trees of both rankers. On validation windows a blend with LambdaRank ranks `buy-again` as well or better, `discover` worse: docs/results/recommender.md. */
export const treesOf = (discover: number, buyAgain: number): RankerOptions['trees'] => ({
  discover: { logistic: discover, lambdarank: 0 },
  'buy-again': { logistic: Math.ceil((2 * buyAgain) / 3), lambdarank: Math.floor(buyAgain / 3) },
});

export const defaultOptions = (): SystemOptions => ({
  seed: 1,
  epochs: 3,
  sequenceEpochs: 6,
  laterSamples: 30_000,
  finalSamples: 60_000,
  towers: {
    dimension: 64,
    hidden: 128,
    learningRate: 0.003,
    batchSize: 256,
    uniformNegatives: 256,
    idDropout: 0.1,
    samples: 80_000,
    halfLifeDays: 120,
    repeatRate: 0.3,
  },
  tables: { neighbours: 100, lambda: 100 },
  ranker: { trees: treesOf(120, 180), learningRate: 0.08, leaves: 31, minRowsInLeaf: 100, l2: 5 },
  quota: { discover: DEFAULT_QUOTA, 'buy-again': DEFAULT_QUOTA },
  rankerQuota: RANKER_QUOTA,
  negatives: 80,
  windows: rankerWindows(WINDOWS),
  rankerUsers: 12_000,
});

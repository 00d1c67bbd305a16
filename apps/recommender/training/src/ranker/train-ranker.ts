/** The second stage: gradient-boosted trees on the candidates' columns, of two objectives blended into one ensemble. */
import { InvalidInputError } from '@casebook/core';
import { type Mode, RANKER_FEATURES } from '@casebook/recommender-contract/features';
import { blendBoosting, type BoostedTrees, trainBoosting } from '@casebook/training';
import type { RankerRows } from './ranker-rows.js';

/** `logistic` learns whether an item is bought, `lambdarank` the order at the top of one user's list; both together rank better than either. */
export const OBJECTIVES = ['logistic', 'lambdarank'] as const;

export interface RankerOptions {
  /** Trees of each objective; 0 leaves it out. */
  trees: Record<Mode, Record<(typeof OBJECTIVES)[number], number>>;
  learningRate: number;
  leaves: number;
  minRowsInLeaf: number;
  l2: number;
  seed: number;
}

/** Fewer positive examples than this make no ranker worth the name. */
const LEAST_USERS = 10;

/**
 * @throws {InvalidInputError} `TOO_FEW_EVENTS` where fewer than 10 users of the windows bought one of their candidates
 */
export async function trainRanker(
  rows: RankerRows,
  mode: Mode,
  options: RankerOptions,
  onTree?: (tree: number, trees: number) => void | Promise<void>,
): Promise<BoostedTrees> {
  if (rows.users < LEAST_USERS) {
    throw new InvalidInputError(
      'TOO_FEW_EVENTS',
      `Only ${rows.users} users bought something that was recommendable in the ranker's windows (mode ${mode}): give data with more users or a longer time.`,
    );
  }
  const data = rows.data();
  const wanted = OBJECTIVES.filter((objective) => options.trees[mode][objective] > 0);
  const total = wanted.reduce((sum, objective) => sum + options.trees[mode][objective], 0);
  const models: BoostedTrees[] = [];
  for (const objective of wanted) {
    const before = models.reduce((sum, { trees }) => sum + trees.length, 0);
    models.push(
      await trainBoosting(data, {
        objective,
        trees: options.trees[mode][objective],
        learningRate: options.learningRate,
        leaves: options.leaves,
        minRowsInLeaf: Math.max(2, Math.min(options.minRowsInLeaf, data.rows >> 7)),
        l2: options.l2,
        bins: 63,
        featureFraction: 0.5,
        rowFraction: 0.7,
        seed: options.seed,
        featureNames: [...RANKER_FEATURES],
        onProgress: async ({ tree }) => onTree?.(before + tree, total),
      }),
    );
  }
  return blendBoosting(models, data);
}

/** The second stage: gradient-boosted trees on the candidates' columns. */
import { InvalidInputError } from '@casebook/core';
import { type Mode, RANKER_FEATURES } from '@casebook/recommender-contract/features';
import { type BoostedTrees, trainBoosting } from '@casebook/training';
import type { RankerRows } from './ranker-rows.js';

export interface RankerOptions {
  trees: Record<Mode, number>;
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
export function trainRanker(
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
  return trainBoosting(data, {
    objective: 'logistic',
    trees: options.trees[mode],
    learningRate: options.learningRate,
    leaves: options.leaves,
    minRowsInLeaf: Math.max(2, Math.min(options.minRowsInLeaf, data.rows >> 7)),
    l2: options.l2,
    bins: 63,
    featureFraction: 0.5,
    rowFraction: 0.7,
    seed: options.seed,
    featureNames: [...RANKER_FEATURES],
    onProgress: async ({ tree, trees }) => onTree?.(tree, trees),
  });
}

/** Gradient boosting of histogram-based regression trees (Friedman 2001; Ke et al. 2017, LightGBM). */
import { setImmediate } from 'node:timers/promises';
import { InvalidInputError } from '@casebook/core';
import { requireFinite } from '../loop/require-finite.js';
import { createRandom, type Random } from '../random/random.js';
import type { BoostedTrees, BoostingData, BoostingOptions, BoostingProgress, BoostingValidation } from './boosting.types.js';
import { binFeatures } from './feature-bins.js';
import { lambdarankObjective } from './lambdarank.objective.js';
import { logisticObjective } from './logistic.objective.js';
import { addTreeScores } from './predict-boosting.js';
import { requireData, requireOptions } from './require-boosting.js';
import { TreeGrower } from './tree-grower.js';

/**
 * Trains on one core; the event loop gets a turn after each tree. The same data, options and seed give the same trees.
 *
 * @throws {InvalidInputError} `BOOSTING_SHAPE`, `BOOSTING_LABEL`, `BOOSTING_WEIGHT`, `BOOSTING_GROUPS`, `BOOSTING_INFINITE` on data that
 *   cannot be trained on, `BOOSTING_OPTIONS` on options out of range
 *
 * @example
 * const model = await trainBoosting({ features, rows, columns, labels }, { objective: 'logistic', trees: 100 });
 * const logOdds = predictBoosting(model, features, rows);
 */
export async function trainBoosting(data: BoostingData, options: BoostingOptions): Promise<BoostedTrees> {
  const { trees = 300, learningRate = 0.1, leaves = 31, minRowsInLeaf = 20, minHessianInLeaf = 1e-3, l2 = 1, minGain = 0 } = options;
  const { bins = 255, featureFraction = 1, rowFraction = 1, truncation = 20, seed = 1 } = options;
  requireOptions(options);
  requireData(data, 'training');
  const random = createRandom(seed);
  const objective = options.objective === 'logistic' ? logisticObjective(data) : lambdarankObjective(data, truncation);
  const matrix = binFeatures(data.features, data.rows, data.columns, bins, random);
  const grower = new TreeGrower(matrix, { leaves, learningRate, minRowsInLeaf, minHessianInLeaf, l2, minGain });
  const featureNames = Array.from({ length: data.columns }, (_, column) => options.featureNames?.[column] ?? `f${column}`);
  const model: BoostedTrees = {
    objective: options.objective,
    columns: data.columns,
    featureNames,
    baseScore: objective.baseScore,
    trees: [],
    history: [],
  };
  const watch = options.validation && watchValidation(model, options.validation);

  const scores = new Float64Array(data.rows).fill(objective.baseScore);
  const gradients = new Float32Array(data.rows);
  const hessians = new Float32Array(data.rows);
  for (let tree = 1; tree <= trees; tree++) {
    objective.gradients(scores, gradients, hessians);
    const columns = drawColumns(data.columns, featureFraction, random);
    const rows = rowFraction < 1 ? drawRows(data.rows, rowFraction, random) : undefined;
    model.trees.push(grower.grow(gradients, hessians, columns, scores, rows));
    const seen = watch?.measure(tree);
    await options.onProgress?.({ tree, trees, ...seen?.values });
    await setImmediate();
    if (seen?.stop) break;
  }
  if (watch) model.trees.length = watch.bestTree();
  return model;
}

/** Measures the validation metric every few trees, and remembers where it was best. */
function watchValidation(model: BoostedTrees, { data, metric, goal = 'max', patience = 50, every = 10 }: BoostingValidation) {
  requireData(data, 'validation');
  if (data.columns !== model.columns) {
    throw new InvalidInputError('BOOSTING_SHAPE', `The validation data has ${data.columns} columns, the training data ${model.columns}.`);
  }
  const scores = new Float64Array(data.rows).fill(model.baseScore);
  let scored = 0;
  let best: { tree: number; metric: number } | undefined;
  return {
    measure: (tree: number): { stop: boolean; values: Pick<BoostingProgress, 'metric' | 'best'> } | undefined => {
      if (tree % every !== 0) return undefined;
      addTreeScores(model, data.features, data.rows, scores, scored);
      scored = tree;
      const value = requireFinite(metric(scores, data), `validation metric of tree ${tree}`);
      model.history.push({ tree, metric: value });
      if (!best || (goal === 'max' ? value > best.metric : value < best.metric)) best = { tree, metric: value };
      return { stop: tree - best.tree >= patience, values: { metric: value, best: best.metric } };
    },
    bestTree: () => best?.tree ?? model.trees.length,
  };
}

/** A share of the columns, at least one, ascending. */
function drawColumns(columns: number, fraction: number, random: Random): Int32Array {
  if (fraction >= 1) return Int32Array.from({ length: columns }, (_, column) => column);
  const count = Math.max(1, Math.round(columns * fraction));
  return random.permutation(columns).subarray(0, count).sort();
}

/** A share of the rows without repetition, ascending (each row is kept with the chance that makes the count exact). */
function drawRows(rows: number, fraction: number, random: Random): Int32Array {
  const drawn = new Int32Array(Math.max(1, Math.round(rows * fraction)));
  let taken = 0;
  for (let row = 0; taken < drawn.length; row++) {
    if (random.next() * (rows - row) < drawn.length - taken) drawn[taken++] = row;
  }
  return drawn;
}

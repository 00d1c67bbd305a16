/** Several boosted models as one: the same columns, one list of trees. */
import { InvalidInputError } from '@casebook/core';
import type { BoostedTrees, BoostingData } from './boosting.types.js';
import { predictBoosting } from './predict-boosting.js';

/**
 * The mean of models after each one's scores are standardised on `data`: models of different objectives count alike, whatever their scale.
 * A weighted sum of tree ensembles is a tree ensemble, so serving knows no difference.
 *
 * @param models of the same columns
 * @param data rows on which mean and deviation are taken, e.g. the training rows
 * @throws {InvalidInputError} `BOOSTING_BLEND` without models or with different columns, `BOOSTING_SHAPE` on data of another width
 */
export function blendBoosting(models: readonly BoostedTrees[], data: Pick<BoostingData, 'features' | 'rows'>): BoostedTrees {
  const [first] = models;
  if (!first || models.some(({ columns }) => columns !== first.columns)) {
    throw new InvalidInputError('BOOSTING_BLEND', 'Give one or more models that were trained on the same columns.');
  }
  const blend: BoostedTrees = { ...first, objective: 'lambdarank', baseScore: 0, trees: [], history: [] };
  for (const model of models) {
    const { mean, deviation } = moments(predictBoosting(model, data.features, data.rows));
    const weight = 1 / (models.length * (deviation || 1));
    blend.baseScore += weight * (model.baseScore - mean);
    blend.trees.push(...model.trees.map((tree) => ({ ...tree, value: tree.value.map((value) => weight * value) })));
  }
  return blend;
}

function moments(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

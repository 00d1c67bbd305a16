/** Refuses data and options that cannot be trained on, before hours are spent. */
import { InvalidInputError } from '@casebook/core';
import type { BoostingData, BoostingOptions } from './boosting.types.js';

/** @throws {InvalidInputError} `BOOSTING_SHAPE` where lengths disagree, `BOOSTING_WEIGHT` where weights are negative, not finite or all 0 */
export function requireData({ features, rows, columns, labels, weights }: BoostingData, name: string): void {
  if (rows < 1 || columns < 1) throw shape(`The ${name} data is empty: boosting needs at least one row and one column.`);
  if (features.length !== rows * columns) {
    throw shape(`The ${name} features hold ${features.length} values, ${rows} × ${columns} need ${rows * columns}.`);
  }
  if (labels.length !== rows) throw shape(`The ${name} data has ${rows} rows but ${labels.length} labels.`);
  if (weights && weights.length !== rows) throw shape(`The ${name} data has ${rows} rows but ${weights.length} weights.`);
  if (weights && !(weights.every((weight) => weight >= 0 && Number.isFinite(weight)) && weights.some((weight) => weight > 0))) {
    throw new InvalidInputError('BOOSTING_WEIGHT', `The ${name} weights must be finite, not negative, and not all 0.`);
  }
}

const ranges: Partial<Record<keyof BoostingOptions, [number, number]>> = {
  trees: [1, 1e5],
  learningRate: [1e-6, 10],
  leaves: [2, 1e5],
  minRowsInLeaf: [0, 1e9],
  minHessianInLeaf: [0, 1e9],
  l2: [0, 1e9],
  minGain: [0, 1e9],
  bins: [2, 255],
  featureFraction: [1e-6, 1],
  rowFraction: [1e-6, 1],
  truncation: [1, 1e6],
};

/** @throws {InvalidInputError} `BOOSTING_OPTIONS` where a number is out of its range */
export function requireOptions(options: BoostingOptions): void {
  for (const [name, [low, high]] of Object.entries(ranges)) {
    const value = options[name as keyof BoostingOptions];
    if (value !== undefined && !(typeof value === 'number' && value >= low && value <= high)) {
      throw new InvalidInputError('BOOSTING_OPTIONS', `Option ${name} is ${String(value)}: give a number from ${low} to ${high}.`);
    }
  }
}

const shape = (message: string) => new InvalidInputError('BOOSTING_SHAPE', message);

import { treeEnsembleModel } from '@casebook/onnx-export';
import { fc, test } from '@fast-check/vitest';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { ndcg, toySet } from './toy.fixture.js';
import { featureImportance } from './feature-importance.js';
import { predictBoosting } from './predict-boosting.js';
import { trainBoosting } from './train-boosting.js';

const toy = toySet();
const logLoss = (scores: ArrayLike<number>, labels: Float32Array) =>
  labels.reduce((sum, label, row) => sum + Math.log1p(Math.exp(-(2 * label - 1) * scores[row]!)), 0) / labels.length;

describe('trainBoosting', () => {
  it('finds the split, gain and leaf values that follow by hand', async () => {
    // All p = ½: gradients ±½, hessians ¼. Cut in the middle: G = ±1, H = ½, so leaves ∓1/(½ + 1) and gain 2 · 1/(½ + 1).
    const features = Float32Array.of(1, 2, 3, 4);
    const data = { features, rows: 4, columns: 1, labels: Float32Array.of(0, 0, 1, 1) };
    const { trees } = await trainBoosting(data, { objective: 'logistic', trees: 1, learningRate: 1, leaves: 2, minRowsInLeaf: 1 });
    expect(trees[0]).toMatchObject({ feature: [0, -1, -1], threshold: [2.5, 0, 0], left: [1, -1, -1], right: [2, -1, -1] });
    expect(trees[0]!.value[1]).toBeCloseTo(-2 / 3, 6);
    expect(trees[0]!.value[2]).toBeCloseTo(2 / 3, 6);
    expect(trees[0]!.gain[0]).toBeCloseTo(4 / 3, 6);
  });

  /*
   * Compared with LightGBM 4.7.0 (Python) on the set of toy.fixture.ts:
   *   common = dict(num_leaves=15, learning_rate=.1, min_data_in_leaf=20, lambda_l2=1, min_data_in_bin=1, feature_pre_filter=False, deterministic=True, force_row_wise=True, seed=1)
   *   lgb.train(dict(objective='binary', **common), lgb.Dataset(X, y), 1).trees_to_dataframe()     → split_gain, sorted
   *   lgb.train(dict(objective='binary', **common), lgb.Dataset(X, y), 50)                         → log loss .45098
   *   lgb.train(dict(objective='lambdarank', lambdarank_truncation_level=20, **common), lgb.Dataset(X, grades, group=[50] * 40), 50) → NDCG@10 .87305
   */
  it('gains in its first tree what LightGBM gains, and reaches its log loss', async () => {
    const lightgbm = [
      94.853798, 86.617897, 71.240303, 47.827999, 35.243401, 18.5368, 17.691, 14.6486, 12.606, 12.0699, 10.1136, 9.72341, 9.62092, 8.8815,
    ];
    const model = await trainBoosting(toy, { objective: 'logistic', trees: 50, leaves: 15 });
    const gains = model.trees[0]!.gain.filter((gain) => gain > 0).sort((a, b) => b - a);
    expect(gains).toHaveLength(lightgbm.length);
    gains.forEach((gain, i) => expect(gain).toBeCloseTo(lightgbm[i]!, 3));
    expect(logLoss(predictBoosting(model, toy.features, toy.rows), toy.labels)).toBeLessThan(0.45098 * 1.01);
  });

  it('ranks as LightGBM ranks', async () => {
    const model = await trainBoosting({ ...toy, labels: toy.grades }, { objective: 'lambdarank', trees: 50, leaves: 15 });
    expect(ndcg(predictBoosting(model, toy.features, toy.rows), toy.grades, toy.groups, 10)).toBeGreaterThan(0.87305 - 0.01);
  });

  it('stops early at the best tree by the validation metric', async () => {
    const noise = toy.labels.map((_, row) => (row * 7919) % 2); // nothing to learn: more trees only overfit
    const model = await trainBoosting(toy, {
      objective: 'logistic',
      trees: 200,
      validation: {
        data: { ...toy, labels: noise },
        metric: (scores, { labels }) => logLoss(scores, labels),
        goal: 'min',
        patience: 20,
        every: 5,
      },
    });
    const best = model.history.reduce((a, b) => (b.metric < a.metric ? b : a));
    expect(model.trees).toHaveLength(best.tree);
    expect(model.history.at(-1)!.tree).toBe(best.tree + 20);
    const scores = predictBoosting(model, toy.features, toy.rows);
    expect(logLoss(scores, noise)).toBeCloseTo(best.metric, 10);
  });

  test.prop([fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(1, 0.5), fc.constantFrom(1, 0.6)], { numRuns: 8 })(
    'gives the same model for the same seed, scores rows as it scored them in training, and as ONNX Runtime does',
    async (seed, rowFraction, featureFraction) => {
      const options = { objective: 'logistic', trees: 12, leaves: 9, seed, rowFraction, featureFraction } as const;
      let inTraining: Float64Array | undefined;
      const validation = { data: toy, metric: (scores: Float64Array) => ((inTraining = scores.slice()), 0), every: 12 };
      const model = await trainBoosting(toy, { ...options, validation });
      expect(JSON.parse(JSON.stringify(await trainBoosting(toy, options)))).toEqual({ ...model, history: [] });
      const scores = predictBoosting(model, toy.features, toy.rows);
      expect(scores).toEqual(inTraining);
      const session = await InferenceSession.create(treeEnsembleModel(model), { executionProviders: ['cpu'] });
      const { score } = await session.run({ features: new Tensor('float32', toy.features, [toy.rows, toy.columns]) });
      (score!.data as Float32Array).forEach((value, row) => expect(Math.abs(value - scores[row]!)).toBeLessThanOrEqual(1e-5));
    },
  );

  it('weighs a row as if it were there several times', async () => {
    const features = Float32Array.of(1, 2, 3);
    const options = { objective: 'logistic', trees: 3, minRowsInLeaf: 0, minHessianInLeaf: 0 } as const;
    const weighted = { features, rows: 3, columns: 1, labels: Float32Array.of(0, 1, 0), weights: Float32Array.of(1, 3, 1) };
    const repeated = { features: Float32Array.of(1, 2, 2, 2, 3), rows: 5, columns: 1, labels: Float32Array.of(0, 1, 1, 1, 0) };
    const [a, b] = [await trainBoosting(weighted, options), await trainBoosting(repeated, options)];
    predictBoosting(a, features, 3).forEach((score, row) => expect(score).toBeCloseTo(predictBoosting(b, features, 3)[row]!, 5));
  });

  it('credits every gain to its column, and none to a column that says nothing', async () => {
    const features = toy.features.map((value, i) => (i % toy.columns === 3 ? 7 : value));
    const model = await trainBoosting(
      { ...toy, features },
      { objective: 'logistic', trees: 5, featureNames: ['a', 'b', 'c', 'constant', 'd'] },
    );
    const importance = featureImportance(model);
    const gains = importance.map(({ gain }) => gain);
    expect(gains).toEqual([...gains].sort((a, b) => b - a));
    expect(importance.at(-1)).toEqual({ feature: 'constant', gain: 0, splits: 0 });
    const total = model.trees.flatMap(({ gain }) => gain).reduce((a, b) => a + b, 0);
    expect(gains.reduce((a, b) => a + b, 0)).toBeCloseTo(total, 6);
  });

  it.each([
    ['BOOSTING_SHAPE', { labels: new Float32Array(3) }, 'logistic'],
    ['BOOSTING_SHAPE', { features: new Float32Array(3) }, 'logistic'],
    ['BOOSTING_WEIGHT', { weights: new Float32Array(toy.rows) }, 'logistic'],
    ['BOOSTING_WEIGHT', { weights: new Float32Array(toy.rows).fill(-1) }, 'logistic'],
    ['BOOSTING_LABEL', { labels: new Float32Array(toy.rows).fill(2) }, 'logistic'],
    ['BOOSTING_LABEL', { labels: new Float32Array(toy.rows).fill(0.5) }, 'lambdarank'],
    ['BOOSTING_GROUPS', { groups: Int32Array.of(1, 2) }, 'lambdarank'],
    ['BOOSTING_INFINITE', { features: new Float32Array(toy.features.length).fill(Infinity) }, 'logistic'],
  ] as const)('refuses with %s', async (code, change, objective) => {
    await expect(trainBoosting({ ...toy, ...change }, { objective, trees: 1 })).rejects.toMatchObject({ code });
  });

  it('refuses options out of range', async () => {
    for (const wrong of [{ leaves: 1 }, { bins: 256 }, { rowFraction: 0 }, { learningRate: NaN }]) {
      await expect(trainBoosting(toy, { objective: 'logistic', ...wrong })).rejects.toMatchObject({ code: 'BOOSTING_OPTIONS' });
    }
  });
});

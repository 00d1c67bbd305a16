import { describe, expect, it } from 'vitest';
import { blendBoosting } from './blend-boosting.js';
import { predictBoosting } from './predict-boosting.js';
import { toySet } from './toy.fixture.js';
import { trainBoosting } from './train-boosting.js';

describe('blendBoosting', () => {
  const { rows, columns, features, labels, grades, groups } = toySet();
  const train = async () => [
    await trainBoosting({ rows, columns, features, labels }, { objective: 'logistic', trees: 5 }),
    await trainBoosting({ rows, columns, features, labels: grades, groups }, { objective: 'lambdarank', trees: 5 }),
  ];

  it('is the mean of the standardised scores', async () => {
    const models = await train();
    const standardised = models.map((model) => {
      const scores = predictBoosting(model, features, rows);
      const mean = scores.reduce((a, b) => a + b) / rows;
      const deviation = Math.sqrt(scores.reduce((a, b) => a + b * b, 0) / rows - mean * mean);
      return scores.map((score) => (score - mean) / deviation);
    });
    const blended = predictBoosting(blendBoosting(models, { features, rows }), features, rows);
    blended.forEach((score, row) => expect(score).toBeCloseTo((standardised[0]![row]! + standardised[1]![row]!) / 2, 9));
  });

  it('of one model keeps its order', async () => {
    const [model] = await train();
    const before = predictBoosting(model!, features, rows);
    const after = predictBoosting(blendBoosting([model!], { features, rows }), features, rows);
    const order = (scores: Float64Array) => [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
    expect(order(after)).toEqual(order(before));
  });

  it('refuses models of other columns, and none', async () => {
    const [model] = await train();
    expect(() => blendBoosting([model!, { ...model!, columns: 4 }], { features, rows })).toThrow(/same columns/);
    expect(() => blendBoosting([], { features, rows })).toThrow(/one or more/);
  });
});

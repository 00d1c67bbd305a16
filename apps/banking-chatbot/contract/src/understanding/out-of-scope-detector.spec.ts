import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { OutOfScopeDetector, outOfScopeScore, readDetector } from './out-of-scope-detector.js';
import { kNearestScore } from './out-of-scope-scores.js';
import { type Detector, OUT_OF_SCOPE_SCORES, type OutOfScopeScore, outOfScopeTensors } from './package-files.js';
import { logSumExp, softmax } from './softmax.js';

/*
 * import numpy as np; from scipy.special import softmax, logsumexp; from scipy.spatial.distance import mahalanobis
 * z=np.array([2.5,-1,.3,1.9]); p=softmax(z).max(); np.log((1-p)/p), -logsumexp(z), z[3]-logsumexp(z[:3])
 * S=np.array([[2,.5,0],[.5,1,.3],[0,.3,.5]]); P=np.linalg.inv(S); F=np.linalg.inv(np.linalg.cholesky(S)); mu=np.array([[1,0,0],[0,1,-1.]])
 * x=np.array([.2,.4,.9]); B=np.diag([1,2,4.]); m0=np.array([.5,.5,0]); d=min(mahalanobis(x,m,P)**2 for m in mu)
 * d, d-mahalanobis(x,m0,np.linalg.inv(B))**2
 */
const LOGITS = [2.5, -1, 0.3, 1.9];
const EMBEDDING = Float32Array.of(0.2, 0.4, 0.9);
const settings = {
  familiar: {
    classes: {
      factor: Float32Array.of(0.7071067811865475, 0, 0, -0.26726124191242434, 1.0690449676496976, 0, 0.1360128160335834, -0.5440512641343337, 1.5868161870584732), // prettier-ignore
      means: Float32Array.of(0.7071067811865475, -0.26726124191242434, 0.1360128160335834, 0, 1.0690449676496976, -2.130867451192807),
    },
    background: { factor: Float32Array.of(1, 0, 0, 0, Math.SQRT1_2, 0, 0, 0, 0.5), means: Float32Array.of(0.5, 0.5 * Math.SQRT1_2, 0) },
    neighbours: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1),
  },
  k: 2,
};
const score = (name: OutOfScopeScore, rejected?: number) => outOfScopeScore(name, LOGITS, EMBEDDING, { ...settings, rejected });

describe('outOfScopeScore', () => {
  it.each([
    ['max-softmax', -0.37133592441853164],
    ['energy', -3.024617385408875],
    ['mahalanobis', 1.9451798561151084],
    ['relative-mahalanobis', 1.6476798561151083],
    ['k-nearest', 1 - 0.4],
  ] as const)('%s is what NumPy and SciPy say', (name, expected) => {
    expect(score(name)).toBeCloseTo(expected, 6);
  });

  it('keeps the own label for out-of-scope apart from the rest', () => {
    expect(score('rejected-label', 3)).toBeCloseTo(-0.7319055457130008, 12);
    expect(score('energy', 3)).toBeCloseTo(-logSumExp([2.5, -1, 0.3]), 12);
    expect(score('rejected-label')).toBe(0);
  });

  const cosines = fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 1, maxLength: 30 });
  test.prop([cosines, fc.integer({ min: 1, max: 12 })])('k-nearest is the k-th of all, or the last where there are fewer', (values, k) => {
    const sorted = [...values].sort((a, b) => b - a);
    expect(
      kNearestScore(
        Float32Array.of(1),
        Float32Array.from(values, (value) => value / 127),
        k,
      ),
    ).toBeCloseTo(1 - (sorted[k - 1] ?? sorted.at(-1)!) / 127, 6);
  });
});

describe('OutOfScopeDetector', () => {
  const config: Detector = {
    k: 2,
    parts: [
      { score: 'energy', mean: -3, deviation: 0.5, weight: 2 },
      { score: 'k-nearest', mean: 0.5, deviation: 0.1, weight: 1 },
    ],
    bias: -0.5,
    threshold: 0.25,
    falseRejectionRate: 0.05,
  };

  it('adds the weighted, standardised parts', () => {
    const combined = new OutOfScopeDetector(config, settings).score(LOGITS, EMBEDDING);
    expect(combined).toBeCloseTo(-0.5 + (2 * (-3.024617385408875 + 3)) / 0.5 + (0.6 - 0.5) / 0.1, 6);
  });

  it('scores the same whether a distance is shared between two parts or not', () => {
    const parts = OUT_OF_SCOPE_SCORES.map((score) => ({ score, mean: 0.1, deviation: 2, weight: 1 }));
    const apart = parts.map((part) => new OutOfScopeDetector({ ...config, bias: 0, parts: [part] }, settings).score(LOGITS, EMBEDDING));
    const together = new OutOfScopeDetector({ ...config, bias: 0, parts }, settings).score(LOGITS, EMBEDDING);
    expect(together).toBeCloseTo(apart.reduce((a, b) => a + b), 9); // prettier-ignore
  });

  const names = outOfScopeTensors('intent');
  const tensors = () =>
    new Map(
      Object.entries({
        [names.factor]: settings.familiar.classes.factor,
        [names.means]: settings.familiar.classes.means,
        [names.backgroundFactor]: settings.familiar.background.factor,
        [names.backgroundMean]: settings.familiar.background.means,
        [names.neighbours]: Int8Array.from(settings.familiar.neighbours, (value) => value * 127),
      }).map(([name, data]) => [name, { shape: [data.length], data: data as unknown }]),
    );

  it('is read from the files of a package', () => {
    const detector = readDetector('intent', { ...config, rejectedLabel: 'd' }, ['a', 'b', 'c', 'd'], tensors());
    expect(detector.settings).toMatchObject({ k: 2, rejected: 3 });
    for (const name of OUT_OF_SCOPE_SCORES) expect(Number.isFinite(outOfScopeScore(name, LOGITS, EMBEDDING, detector.settings))).toBe(true);
  });

  it.each(Object.values(names))('refuses a package where %s is missing or of another type', (name) => {
    const [lacking, odd] = [tensors(), tensors()];
    lacking.delete(name);
    odd.set(name, { shape: [1], data: new BigInt64Array(1) });
    for (const broken of [lacking, odd])
      expect(() => readDetector('intent', config, ['a', 'b'], broken)).toThrow(expect.objectContaining({ code: 'DETECTOR_INVALID' }));
  });

  it('refuses a rejected label that the head has not', () => {
    expect(() => readDetector('intent', { ...config, rejectedLabel: 'x' }, ['a'], tensors())).toThrow(/no label x/);
  });
});

describe('softmax', () => {
  test.prop([fc.array(fc.double({ min: -500, max: 500, noNaN: true }), { minLength: 1, maxLength: 20 }), fc.double({ min: 0.05, max: 20, noNaN: true })])(
    'sums to one at any temperature, in the order of the logits',
    (logits, temperature) => {
      const p = softmax(logits, temperature);
      expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
      logits.forEach((a, i) => logits.forEach((b, j) => a > b && expect(p[i]).toBeGreaterThanOrEqual(p[j]!)));
    },
  ); // prettier-ignore
});

import { fc, test } from '@fast-check/vitest';
import {
  calibrationFileSchema,
  mahalanobisScore,
  outOfScopeScore,
  readDetector,
  softmax,
} from '@casebook/banking-chatbot-contract/understanding';
import { readSafetensors } from '@casebook/safetensors';
import { createRandom } from '@casebook/training';
import { describe, expect, it } from 'vitest';
import { fitGaussians, shrunkCovariance } from './covariance.js';
import { calibrationFiles, fitCalibration } from './fit-calibration.js';
import { type DetectorData, thresholdAt } from './fit-detector.js';
import { fitLogistic } from './fit-logistic.js';
import { fitBinaryTemperature, fitTemperature } from './fit-temperature.js';

/*
 * import numpy as np; from scipy.optimize import minimize_scalar; from sklearn.covariance import LedoitWolf; from sklearn.linear_model import LogisticRegression
 * i=np.arange(60); Z=np.stack([np.sin(i*1.7)*3,np.cos(i*.9)*2,np.sin(i*.31+1)*4],1); y=np.where(i%4<3,Z.argmax(1),((i*7)%11)%3)
 * nll=lambda T: np.mean(np.log(np.exp(Z/T).sum(1))-Z[i,y]/T); minimize_scalar(nll,bounds=(.05,20),method='bounded',options=dict(xatol=1e-12)).x
 * Y=(np.stack([Z[:,0]>.5,Z[:,1]>0,Z[:,2]>1],1)^((i%5==0)[:,None])).astype(float); bce=lambda T: np.mean(np.log1p(np.exp(Z/T))-Y*Z/T)
 * k=np.arange(40); X=np.stack([np.sin(k*1.3),np.cos(k*2.1)+np.sin(k*1.3)*.5,np.sin(k*.7)*.2],1); c=k%2
 * mu=np.stack([X[c==j].mean(0) for j in (0,1)]); lw=LedoitWolf(assume_centered=True).fit(X-mu[c]); q=np.array([.3,-.2,.1])
 * min((q-m)@np.linalg.inv(lw.covariance_)@(q-m) for m in mu)
 * p=X[:,0]+.3*np.sin(k*5)>.2; LogisticRegression(C=1,tol=1e-12,max_iter=1000).fit(X,p).coef_, .intercept_
 */
const Z = Array.from({ length: 60 }, (_, i) => [Math.sin(i * 1.7) * 3, Math.cos(i * 0.9) * 2, Math.sin(i * 0.31 + 1) * 4]);
const X = Array.from({ length: 40 }, (_, k) => [Math.sin(k * 1.3), Math.cos(k * 2.1) + Math.sin(k * 1.3) * 0.5, Math.sin(k * 0.7) * 0.2]);
const largest = (row: number[]) => row.indexOf(Math.max(...row));

describe('temperatures', () => {
  it('are those of SciPy', () => {
    const rows = Z.map((logits, i) => ({ logits, label: i % 4 < 3 ? largest(logits) : ((i * 7) % 11) % 3 }));
    expect(fitTemperature(rows)).toBeCloseTo(1.8822132876, 6);
    const yes = Z.map((logits, i) => ({
      logits,
      labels: new Set([0, 1, 2].filter((k) => logits[k]! > [0.5, 0, 1][k]! !== (i % 5 === 0))),
    }));
    expect(fitBinaryTemperature(yes)).toBeCloseTo(1.8363723409, 6);
  });

  it('are one without examples', () => {
    expect(fitTemperature([])).toBe(1);
  });

  test.prop([fc.double({ min: 0.2, max: 8, noNaN: true }), fc.integer({ min: 1, max: 1e6 })], { numRuns: 25 })(
    'undo a scaling of calibrated logits',
    (scale, seed) => {
      const random = createRandom(seed);
      const rows = Array.from({ length: 60 }, () => {
        const logits = [random.normal(), random.normal(), random.normal()];
        let left = random.next();
        const label = softmax(logits).findIndex((p) => (left -= p) < 0);
        return { logits, label: Math.max(0, label) };
      });
      const scaled = rows.map(({ logits, label }) => ({ logits: logits.map((logit) => logit * scale), label }));
      expect(fitTemperature(scaled) / fitTemperature(rows)).toBeCloseTo(scale, 4);
    },
  );
});

describe('fitGaussians', () => {
  const classes = Int32Array.from(X, (_, k) => k % 2);
  const rows = { data: Float32Array.from(X.flat()), dimension: 3 };

  it("shrinks as scikit-learn's LedoitWolf", () => {
    const mean = (c: number, i: number) => X.filter((_, k) => k % 2 === c).reduce((sum, row) => sum + row[i]!, 0) / 20;
    const centred = Float64Array.from(X.flatMap((row, k) => row.map((value, i) => value - mean(k % 2, i))));
    const expected = [0.47904711920599485, 0.22804914905300916, -0.0033723517182667933, 0.22804914905300916, 0.6152241331120455, -0.001651976733535352, -0.0033723517182667933, -0.001651976733535352, 0.04963992215663728]; // prettier-ignore
    shrunkCovariance(centred, 3).forEach((value, at) => expect(value).toBeCloseTo(expected[at]!, 12));
  });

  it('gives the Mahalanobis distance to the nearest class', () => {
    expect(mahalanobisScore(Float32Array.of(0.3, -0.2, 0.1), fitGaussians(rows, classes, 2))).toBeCloseTo(0.5658663096, 5);
  });

  it('says which class has no message', () => {
    expect(() => fitGaussians(rows, classes, 3)).toThrow(/Class 2/);
  });
});

describe('fitLogistic', () => {
  it("finds scikit-learn's weights", () => {
    const positive = X.map((row, k) => row[0]! + 0.3 * Math.sin(k * 5) > 0.2);
    const { weights, bias } = fitLogistic(X, positive);
    [2.676100620990812, 0.09038094458806842, 0.07726154280812633].forEach((weight, i) => expect(weights[i]).toBeCloseTo(weight, 6));
    expect(bias).toBeCloseTo(-0.78259867, 6);
  });
});

describe('thresholdAt', () => {
  const scores = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 60 });
  test.prop([scores, fc.double({ min: 0, max: 0.99, noNaN: true })])('turns away no more than the rate', (values, rate) => {
    const threshold = thresholdAt(values, rate);
    expect(values.filter((value) => value >= threshold).length).toBeLessThanOrEqual(rate * values.length);
  });

  it('is as low as that allows', () => {
    expect(thresholdAt([1, 2, 3, 4], 0.25)).toBe(3.5);
    expect(thresholdAt([1, 2, 3, 4], 0.5)).toBe(2.5);
  });
});

/** Two classes on the axes of a sphere, out-of-scope messages on the third axis. */
function toy(rejectedLabel?: string): DetectorData {
  const random = createRandom(3);
  const point = (axis: number) => {
    const vector = [0, 1, 2].map((i) => Number(i === axis) + 0.15 * random.normal());
    const length = Math.hypot(...vector);
    return Float32Array.from(vector, (value) => value / length);
  };
  const logitsOf = (e: Float32Array) => [6 * e[0]!, 6 * e[1]!, ...(rejectedLabel ? [4 * e[2]!] : [])];
  const train = Array.from({ length: 60 }, (_, i) => point(i % 2));
  const validation = Array.from({ length: 90 }, (_, i) => ({ embedding: point(i % 3), outOfScope: i % 3 === 2 }));
  return {
    labels: ['a', 'b', ...(rejectedLabel ? [rejectedLabel] : [])],
    rejectedLabel,
    train: { data: Float32Array.from(train.flatMap((row) => [...row])), dimension: 3, targets: train.map((_, i) => i % 2) },
    validation: validation.map((message) => ({ ...message, logits: logitsOf(message.embedding) })),
    falseRejectionRate: 0.05,
    seed: 1,
  };
}

describe('fitCalibration', () => {
  it.each([undefined, 'other'])('writes files that are read back to the same scores (own label: %s)', (own) => {
    const data = toy(own);
    const examples = data.validation.map(({ logits, outOfScope }) => ({ logits, label: outOfScope ? -1 : largest([...Array.from(logits).slice(0, 2)]) })); // prettier-ignore
    const fitted = fitCalibration({ intent: { kind: 'single', labels: [...data.labels] } }, { intent: examples }, { intent: data });
    const files = calibrationFiles(fitted);
    const calibration = calibrationFileSchema.parse(JSON.parse(files['calibration.json'] as string));
    const { tensors } = readSafetensors(files['out-of-scope.safetensors'] as Uint8Array);
    const detector = readDetector('intent', calibration.outOfScope.intent!, data.labels, tensors);
    const scores = data.validation.map(({ logits, embedding }) => detector.score(logits, embedding));
    const turnedAway = (outside: boolean) => {
      const chosen = scores.filter((_, i) => data.validation[i]!.outOfScope === outside);
      return chosen.filter((score) => score >= detector.threshold).length / chosen.length;
    };
    expect(turnedAway(false)).toBeCloseTo(calibration.outOfScope.intent!.falseRejectionRate, 9);
    expect(turnedAway(false)).toBeLessThanOrEqual(0.05);
    expect(turnedAway(true)).toBeGreaterThan(0.95);
    expect(calibration.outOfScope.intent!.parts.every(({ weight }) => weight >= 0)).toBe(true);
    for (const { score } of calibration.outOfScope.intent!.parts)
      expect(Number.isFinite(outOfScopeScore(score, data.validation[0]!.logits, data.validation[0]!.embedding, detector.settings))).toBe(
        true,
      );
  });

  it('keeps no more neighbours of a label than asked for', () => {
    const { tensors } = fitCalibration({}, {}, { clinc150: { ...toy(), neighboursPerLabel: 4 } });
    expect(tensors['clinc150.neighbours']!.shape).toEqual([8, 3]);
  });

  it('chooses the probability from which a label is given by F1', () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ logits: [i / 10 - 2], labels: new Set(i >= 30 ? [0] : []) }));
    const { calibration } = fitCalibration({ nlupp_intent: { kind: 'multi', labels: ['x', 'y'] } }, { nlupp_intent: rows }, {});
    const threshold = calibration.labelThresholds.nlupp_intent!;
    const given = rows.filter(({ logits }) => 1 / (1 + Math.exp(-logits[0]! / calibration.temperatures.nlupp_intent!)) >= threshold);
    expect(given).toHaveLength(10);
  });

  it('needs messages of both kinds', () => {
    const validation = toy().validation.filter(({ outOfScope }) => !outOfScope);
    expect(() => fitCalibration({}, {}, { clinc150: { ...toy(), validation } })).toThrow(expect.objectContaining({ code: 'VALIDATION_ONE_SIDED' })); // prettier-ignore
  });
});

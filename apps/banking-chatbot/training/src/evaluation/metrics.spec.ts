import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { auroc, calibrationError, fprAt95, microF1, precision, recall, weightedMean } from './metrics.js';

const once = (n: number) => new Float64Array(n).fill(1);

/*
 * import numpy as np; from sklearn.metrics import roc_auc_score, roc_curve
 * i=np.arange(40); s=np.round(np.sin(i*1.3)*2+i*.05,1); y=((i*i)%7<3)
 * roc_auc_score(y,s), roc_auc_score(y,s,sample_weight=1+i%3)
 * # in scope (not y) is the positive class, high scores are strange: share of y at or below the lowest threshold that 95 % of ~y pass
 * t=np.sort(s[~y])[int(np.ceil(.95*(~y).sum()))-1]; (s[y]<t).mean(), (s[y]<=t).mean()
 * p=.2+.8*((i*37)%40)/40; r=(i*i)%5<3; b=np.minimum(14,np.ceil(p*15).astype(int)-1)
 * sum(abs((r[b==k]-p[b==k]).sum()) for k in range(15))/40
 */
const index = Array.from({ length: 40 }, (_, i) => i);
const scores = index.map((i) => Math.round((Math.sin(i * 1.3) * 2 + i * 0.05) * 10) / 10);
const positive = index.map((i) => (i * i) % 7 < 3);

describe('auroc', () => {
  it('is that of scikit-learn, with weights too', () => {
    expect(auroc(scores, positive)(once(40))).toBeCloseTo(0.5188087774294671, 12);
    expect(auroc(scores, positive)(index.map((i) => 1 + (i % 3)))).toBeCloseTo(0.5075757575757576, 12);
  });

  it('is undefined for one kind', () => {
    expect(auroc([1, 2], [true, true])(once(2))).toBeNaN();
  });

  test.prop([fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.boolean()), { minLength: 2, maxLength: 30 })])(
    'turns around with the scores, and does not change with their scale',
    (pairs) => {
      const [values, kinds] = [pairs.map(([value]) => value), pairs.map(([, kind]) => kind)];
      const area = auroc(values, kinds)(once(pairs.length));
      if (Number.isNaN(area)) return;
      expect(auroc(values.map((value) => -value), kinds)(once(pairs.length))).toBeCloseTo(1 - area, 9);
      expect(auroc(values.map((value) => Math.exp(value)), kinds)(once(pairs.length))).toBeCloseTo(area, 9);
    },
  ); // prettier-ignore
});

describe('fprAt95', () => {
  it('is the share of out-of-scope messages that pass with 95 % of the rest', () => {
    const distinct = scores.map((score, i) => score + i * 1e-6);
    expect(fprAt95(distinct, positive)(once(40))).toBeCloseTo(0.9655172413793104, 12);
    expect(fprAt95([1, 2, 3, 4], [false, false, true, true])(once(4))).toBe(0);
    expect(fprAt95([3, 4, 1, 2], [false, false, true, true])(once(4))).toBe(1);
  });
});

describe('calibrationError', () => {
  it('is the weighted gap of 15 bins', () => {
    const confidences = index.map((i) => 0.2 + (0.8 * ((i * 37) % 40)) / 40);
    expect(calibrationError(confidences, index.map((i) => (i * i) % 5 < 3))(once(40))).toBeCloseTo(0.249, 12); // prettier-ignore
  });

  test.prop([fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { minLength: 1, maxLength: 50 })])(
    'lies between 0 and 1',
    (rows) => {
      const error = calibrationError(rows.map(([p]) => p), rows.map(([, right]) => right))(once(rows.length)); // prettier-ignore
      expect(error).toBeGreaterThanOrEqual(0);
      expect(error).toBeLessThanOrEqual(1);
    },
  );
});

describe('counts', () => {
  const counts = [
    { right: 1, given: 2, wanted: 1 },
    { right: 0, given: 0, wanted: 2 },
    { right: 2, given: 2, wanted: 2 },
  ];
  it('make F1, precision and recall over all messages together', () => {
    expect(microF1(counts)(once(3))).toBeCloseTo(6 / 9, 12);
    expect(precision(counts)(once(3))).toBeCloseTo(3 / 4, 12);
    expect(recall(counts)(once(3))).toBeCloseTo(3 / 5, 12);
    expect(microF1([{ right: 0, given: 0, wanted: 0 }])(once(1))).toBe(1);
  });

  it('weigh as if drawn again', () => {
    const twice = [counts[0]!, counts[0]!, counts[2]!];
    expect(microF1(counts)([2, 0, 1])).toBeCloseTo(microF1(twice)(once(3)), 12);
    expect(weightedMean([1, 5])([3, 1])).toBe(2);
  });
});

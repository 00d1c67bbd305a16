import { describe, expect, it } from 'vitest';
import { fitLinearSvm } from './linear-svm.js';
import { fitTfIdf } from './tf-idf.js';

/*
 * from sklearn.feature_extraction.text import TfidfVectorizer; from sklearn.svm import LinearSVC
 * v=TfidfVectorizer(sublinear_tf=True,ngram_range=(1,2)).fit(TEXTS); v.transform(["my card card transfer unknown"])
 * LinearSVC(C=1,tol=1e-10,max_iter=100000).fit(v.transform(TEXTS),LABELS).decision_function(v.transform(["my card is new","transfer failed"]))
 */
const TEXTS = ['my card is lost', 'where is my new card', 'the card payment failed', 'my transfer failed again', 'send a transfer to anna', 'card card is new']; // prettier-ignore
const LABELS = [0, 0, 1, 2, 2, 0];

describe('fitTfIdf', () => {
  it("weighs as scikit-learn's TfidfVectorizer", () => {
    const { size, vectorOf } = fitTfIdf(TEXTS);
    expect(size).toBe(32);
    // my, card, transfer, "my card", "card card"; the order of the columns is ours
    const expected = [0.33940594, 0.40201175, 0.49024968, 0.49024968, 0.49244357];
    const values = [...vectorOf('my card card transfer unknown').values].sort();
    values.forEach((weight, i) => expect(weight).toBeCloseTo(expected[i]!, 7));
  });

  it('of unknown words is nothing', () => {
    expect(fitTfIdf(TEXTS).vectorOf('unheard of').values).toHaveLength(0);
  });
});

describe('fitLinearSvm', () => {
  it("comes close to scikit-learn's LinearSVC", () => {
    const { size, vectorOf } = fitTfIdf(TEXTS);
    const marginsOf = fitLinearSvm(TEXTS.map(vectorOf), LABELS, 3, size, 1);
    const expected = [[0.7501014718132767, -0.9189462094988392, -0.789124555384655], [-0.6722107890612604, -0.5818569064485504, 0.3668239149491711]]; // prettier-ignore
    ['my card is new', 'transfer failed'].forEach((text, row) =>
      marginsOf(vectorOf(text)).forEach((margin, label) => expect(margin).toBeCloseTo(expected[row]![label]!, 2)),
    );
  });
});

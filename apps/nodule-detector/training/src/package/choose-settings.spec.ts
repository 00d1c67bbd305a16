import { describe, expect, it } from 'vitest';
import { froc } from '../evaluation/froc.js';
import { chooseSettings, thresholdAt, type SearchedScan } from './choose-settings.js';

const mark = (x: number, probability: number) => ({ center: [x, 0, 0] as [number, number, number], diameterMm: 10, probability });

/** A nodule at 20, and marks on it and elsewhere; opinions of the second network in the same order. */
const searched = (marks: [x: number, first: number, second: number][]): SearchedScan => ({
  scan: {
    name: 's',
    patient: 'p',
    shape: [200, 8, 8],
    origin: [0, 0, 0],
    nodules: [{ center: [20, 0, 0], diameterMm: 10 }],
    excluded: [],
    places: [],
  },
  candidates: marks.map(([x, first]) => mark(x, first)),
  opinions: Float32Array.from(marks.map(([, , second]) => second)),
  lungsMl: 4000,
});

describe('chooseSettings', () => {
  it('listens to the second network where that finds more', () => {
    const { settings, results } = chooseSettings([searched([[20, 0.4, 0.9], [60, 0.8, 0.1], [90, 0.7, 0.2]])]); // prettier-ignore
    expect(settings.reducerWeight).toBeGreaterThan(0);
    expect(froc(results.casebook).cpm).toBe(1);
    expect(froc(results.detector).cpm).toBeLessThan(1);
  });

  it('does not where it makes things worse, or no better', () => {
    expect(chooseSettings([searched([[20, 0.9, 0.1], [60, 0.2, 0.9]])]).settings.reducerWeight).toBe(0); // prettier-ignore
    expect(chooseSettings([searched([[20, 0.9, 0.9], [60, 0.2, 0.2]])]).settings.reducerWeight).toBe(0); // prettier-ignore
  });
});

describe('thresholdAt', () => {
  const results = [
    { found: [0.9], falsePositives: [0.8, 0.3] },
    { found: [], falsePositives: [0.6, 0.5, 0.1] },
  ];

  it.each([0, 0.5, 1, 2])('lets %d false positives a scan through, and no more', (rate) => {
    const threshold = thresholdAt(results, rate);
    const passed = results.flatMap(({ falsePositives }) => falsePositives).filter((probability) => probability >= threshold);
    expect(passed).toHaveLength(2 * rate);
  });

  it('is 0 where there are fewer anyway', () => expect(thresholdAt(results, 8)).toBe(0));
});

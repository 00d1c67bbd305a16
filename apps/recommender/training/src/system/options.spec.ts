import { describe, expect, it } from 'vitest';
import { defaultOptions, rankerWindows, treesOf } from './options.js';

describe('options', () => {
  it("have the ranker's windows in order of time, none longer than what is left of the training part", () => {
    expect(rankerWindows(4)).toEqual([
      { start: 40, days: 30 },
      { start: 30, days: 30 },
      { start: 20, days: 20 },
      { start: 10, days: 10 },
    ]);
    const { windows } = defaultOptions();
    expect(windows.every(({ start, days }) => days <= start)).toBe(true);
  });

  it('give each ranker as many trees as it was told', () => {
    for (const [mode, total] of [
      ['discover', 7],
      ['buy-again', 8],
    ] as const) {
      // prettier-ignore
      const { logistic, lambdarank } = treesOf(7, 8)[mode];
      expect(logistic + lambdarank).toBe(total);
    }
  });
});

import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { onScale } from './scale.js';

describe('onScale', () => {
  it('puts the threshold in the middle of what is usual', () => {
    expect(onScale(0.2, 0.5)).toEqual({ score: 0.2, threshold: 0.5 });
    expect(onScale(2, 0.5)).toEqual({ score: 1, threshold: 0.25 });
    expect(onScale(-3, -1)).toEqual({ score: 0, threshold: 0.5 });
  });

  const value = fc.integer({ min: -1000, max: 1000 });
  test.prop([value, value])('stays on the line, with the score on its side of the threshold', (score, threshold) => {
    const places = onScale(score, threshold);
    for (const place of Object.values(places)) {
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThanOrEqual(1);
    }
    expect(places.score >= places.threshold).toBe(score >= threshold);
  });
});

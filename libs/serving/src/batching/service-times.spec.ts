import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ServiceTimes } from './service-times.js';

const after = (...pairs: [number, number][]) => {
  const times = new ServiceTimes();
  for (const [cells, ms] of pairs) times.add(cells, ms);
  return times.line;
};

describe('ServiceTimes', () => {
  it('fits the weighted least squares of NumPy', () => {
    // x = [8, 64, 16, 128, 32, 96]; y = [1.3, 3.4, 1.5, 6.1, 2.4, 4.2]; w = 0.98 ** np.arange(5, -1, -1); np.polyfit(x, y, 1, w=np.sqrt(w))
    const { fixed, perCell } = after([8, 1.3], [64, 3.4], [16, 1.5], [128, 6.1], [32, 2.4], [96, 4.2]);
    expect(perCell).toBeCloseTo(0.037855424759, 10);
    expect(fixed).toBeCloseTo(0.977598912318, 10);
  });

  it('knows nothing before the first batch', () => expect(after()).toEqual({ fixed: 0, perCell: 0 }));

  it('puts the time of batches of one size on their cells', () => {
    const { fixed, perCell } = after([10, 5], [10, 5], [10, 5]);
    expect(fixed).toBeCloseTo(0, 10);
    expect(perCell).toBeCloseTo(0.5, 10);
  });

  it('never expects less of more', () => expect(after([10, 5], [100, 1])).toMatchObject({ perCell: 0 }));

  it('forgets', () => {
    const times = new ServiceTimes();
    for (let i = 0; i < 100; i++) times.add(1 + (i % 7), 10 * (1 + (i % 7)));
    for (let i = 0; i < 400; i++) times.add(1 + (i % 7), 1 + (i % 7));
    expect(times.line.perCell).toBeCloseTo(1, 1);
  });

  const size = fc.integer({ min: 1, max: 5000 });
  test.prop([fc.array(fc.tuple(size, fc.double({ min: 0, max: 1e4, noNaN: true })), { maxLength: 40 })])(
    'is never negative and always a number',
    (pairs) => {
      const { fixed, perCell } = after(...pairs);
      expect(fixed).toBeGreaterThanOrEqual(-1e-6);
      expect(perCell).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(fixed + perCell)).toBe(true);
    },
  );

  test.prop([
    fc.double({ min: 0, max: 50, noNaN: true }),
    fc.double({ min: 0.001, max: 1, noNaN: true }),
    fc.uniqueArray(size, { minLength: 3, maxLength: 30 }),
  ])('finds a line that is there', (fixed, perCell, sizes) => {
    const line = after(...sizes.map((cells): [number, number] => [cells, fixed + perCell * cells]));
    expect(line.fixed + line.perCell * 1000).toBeCloseTo(fixed + perCell * 1000, 2);
  });
});

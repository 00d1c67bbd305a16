import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { appendSample } from './rolling-window.js';

describe('appendSample', () => {
  it('keeps what lies within the span', () => {
    let columns: (number | null)[][] = [];
    for (const at of [0, 10, 20, 30]) columns = appendSample(columns, { at, values: [at * 2, null] }, 20);
    expect(columns).toEqual([
      [20, 30],
      [40, 60],
      [null, null],
    ]);
  });

  it('passes over a sample that is not newer', () => {
    const columns = appendSample([], { at: 5, values: [1] }, 60);
    expect(appendSample(columns, { at: 5, values: [2] }, 60)).toEqual(columns);
  });

  test.prop([fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.float())), fc.integer({ min: 1, max: 100 })])(
    'has columns of one length over ascending times within the span',
    (samples, span) => {
      const columns = samples.reduce<(number | null)[][]>((all, [at, value]) => appendSample(all, { at, values: [value] }, span), []);
      const [times = [], values = []] = columns as number[][];
      expect(values.length).toBe(times.length);
      expect(times.every((time, i) => i === 0 || time > times[i - 1]!)).toBe(true);
      if (times.length) expect(times.at(-1)! - times[0]!).toBeLessThan(span);
    },
  );
});

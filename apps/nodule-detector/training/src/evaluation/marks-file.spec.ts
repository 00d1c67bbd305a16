import { describe, expect, it } from 'vitest';
import { formatMarks } from './marks-file.js';

describe('formatMarks', () => {
  it('is LUNA16’s submission format: the series, x, y, z in mm, the probability', () =>
    expect(
      formatMarks(
        new Map([
          ['1.2.3', [{ centre: [-56.5, 67.25, -311.92], probability: 0.5 }]],
          ['none', []],
        ]),
      ),
    ).toBe('seriesuid,coordX,coordY,coordZ,probability\n1.2.3,-56.5000,67.2500,-311.9200,0.50000000\n'));
});

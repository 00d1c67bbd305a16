import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { froc } from './froc.js';
import { frocWithIntervals } from './froc-interval.js';
import { matchFindings, MOST_MARKS } from './match-findings.js';

const point = z.tuple([z.number(), z.number(), z.number()]);
const findings = z.array(z.object({ c: point, d: z.number() }).transform(({ c, d }) => ({ centre: c, diameter: d })));
const scan = z.object({
  nodules: findings,
  excluded: findings,
  detections: z.array(z.object({ c: point, p: z.number() }).transform(({ c, p }) => ({ centre: c, probability: p }))),
});
const scans = z.array(scan).parse(JSON.parse(readFileSync(new URL('reference/scans.json', import.meta.url), 'utf8')));
const results = scans.map(({ detections, nodules, excluded }) => matchFindings(detections, nodules, excluded));

const at = (probability: number, x = 0) => ({ centre: [x, 0, 0] as const, probability });
const nodule = { centre: [0, 0, 0], diameter: 10 } as const;

describe('matchFindings', () => {
  it('takes the likeliest mark within the radius, and no second one as false', () =>
    expect(matchFindings([at(0.3), at(0.8, 4.9), at(0.6, 5), at(0.2, 40)], [nodule])).toEqual({
      found: [0.8],
      falsePositives: [0.6, 0.2],
    }));

  it('counts marks on excluded findings neither way, 10 mm wide where nobody measured', () =>
    expect(matchFindings([at(0.9, 4), at(0.5, 6)], [], [{ ...nodule, diameter: -1 }])).toEqual({ found: [], falsePositives: [0.5] }));

  it('says what was missed, and bounds the marks of a scan', () => {
    const { found, falsePositives } = matchFindings(
      Array.from({ length: 200 }, (_, n) => at(n / 200, 50)),
      [nodule],
    );
    expect(found).toEqual([undefined]);
    expect(falsePositives).toHaveLength(MOST_MARKS);
    expect(Math.min(...falsePositives)).toBe(0.5);
  });
});

describe('froc', () => {
  it('is what LUNA16’s rules give', () => {
    const { sensitivities, cpm } = froc(results);
    const expected = [0.23684210526315788, 0.3157894736842105, 0.3684210526315789, 0.42105263157894735, 0.5263157894736842, 0.5263157894736842, 0.5263157894736842]; // prettier-ignore
    sensitivities.forEach((value, n) => expect(value).toBeCloseTo(expected[n]!, 12));
    expect(cpm).toBeCloseTo(0.4172932330827067, 12);
  });

  it('is 1 for a detector that marks each nodule and nothing else, 0 for one that marks nothing', () => {
    expect(froc([{ found: [0.9, 0.1], falsePositives: [] }]).cpm).toBe(1);
    expect(froc([{ found: [undefined], falsePositives: [] }]).cpm).toBe(0);
  });

  it('has no value without nodules', () =>
    expect(() => froc([{ found: [], falsePositives: [0.5] }])).toThrow(expect.objectContaining({ code: 'NO_NODULES' })));
});

describe('frocWithIntervals', () => {
  it('has the value within its interval, the same for the same seed', () => {
    const numbers = frocWithIntervals(results);
    expect(Object.keys(numbers)).toEqual(['cpm', ...[0.125, 0.25, 0.5, 1, 2, 4, 8].map((rate) => `sensitivity@${rate}`)]);
    for (const { value, low, high } of Object.values(numbers)) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(low).toBeLessThan(high);
    }
    expect(frocWithIntervals(results)).toEqual(numbers);
  });
});

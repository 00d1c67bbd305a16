import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { findingSchema, newReviewSchema, sphereVolume } from './finding.dto.js';

const finding = {
  id: '7f7ac9e2-7c50-4f0c-9f2b-3f6e3f0d7a10',
  studyUid: '1.2.3',
  seriesUid: '1.2.3.4',
  center: [-61.4, 12.25, -203.5],
  voxel: [310.5, 280, 61.2],
  diameterMm: 8.2,
  volumeMm3: 288.7,
  probability: 0.93,
  modelVersion: '1.0.0',
};

describe('findings', () => {
  it('takes one as it is', () => expect(findingSchema.parse(finding)).toEqual(finding));

  it.each([
    ['probability', { probability: 1.01 }],
    ['diameter', { diameterMm: 0 }],
    ['place', { center: [1, 2] }],
    ['number', { voxel: [1, 2, Infinity] }],
    ['identifier', { seriesUid: 'series' }],
  ])('refuses a wrong %s', (_, change) => expect(findingSchema.safeParse({ ...finding, ...change }).success).toBe(false));

  it.each([{}, { verdict: 'maybe' }, { verdict: 'confirmed', note: 'x'.repeat(1001) }, { verdict: 'confirmed', who: 'me' }])(
    'refuses the review %j',
    (review) => expect(newReviewSchema.safeParse(review).success).toBe(false),
  );

  it('a sphere of 10 mm has 523.6 mm³', () => expect(sphereVolume(10)).toBeCloseTo(523.599, 3));

  test.prop([fc.double({ min: 0.1, max: 100, noNaN: true })])('twice the diameter is eight times the volume', (diameter) => {
    expect(sphereVolume(2 * diameter) / sphereVolume(diameter)).toBeCloseTo(8, 9);
  });
});

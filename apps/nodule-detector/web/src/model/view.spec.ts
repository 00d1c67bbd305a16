import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { UPRIGHT } from './geometry.fixture.js';
import { PLANES, planesOf } from './plane.js';
import { fromScreen, panBy, projectionOf, scaleBar, toScreen, WHOLE, zoomAt, type Point, type View } from './view.js';

const planes = planesOf(UPRIGHT);
const screen: Point = [300, 200];
const place = fc.tuple(fc.double({ min: 0, max: 300, noNaN: true }), fc.double({ min: 0, max: 200, noNaN: true }));
const view = fc.record({
  zoom: fc.double({ min: 1.01, max: 19, noNaN: true }),
  pan: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
});
const close = (a: Point, b: Point) => a.forEach((value, n) => expect(value).toBeCloseTo(b[n]!, 6));

describe('projectionOf', () => {
  it.each(PLANES)('keeps a millimetre as long across as down in the %s plane, and fits the whole slice', (name) => {
    const plane = planes[name];
    const projection = projectionOf(plane, UPRIGHT, screen, WHOLE);
    const extent: Point = [UPRIGHT.shape[plane.across], UPRIGHT.shape[plane.down]];
    const [left, top] = toScreen(projection, [-0.5, -0.5]);
    const [right, bottom] = toScreen(projection, [extent[0] - 0.5, extent[1] - 0.5]);
    expect((right - left) / (bottom - top)).toBeCloseTo(
      (extent[0] * UPRIGHT.spacing[plane.across]) / (extent[1] * UPRIGHT.spacing[plane.down]),
    );
    expect(Math.min(left, top)).toBeCloseTo(0);
    expect(right).toBeLessThanOrEqual(screen[0] + 1e-9);
    expect(bottom).toBeLessThanOrEqual(screen[1] + 1e-9);
  });

  test.prop([place, view])('leads there and back', (at, seen) => {
    const projection = projectionOf(planes.coronal, UPRIGHT, screen, seen);
    close(toScreen(projection, fromScreen(projection, at)), at);
  });
});

describe('zoomAt', () => {
  const scaleOf = (seen: View) => projectionOf(planes.axial, UPRIGHT, screen, seen).scale;
  test.prop([place, view, fc.double({ min: 1, max: 1.5, noNaN: true })])(
    'leaves the point under the pointer where it is',
    (at, seen, factor) => {
      const before = fromScreen(projectionOf(planes.axial, UPRIGHT, screen, seen), at);
      const after = fromScreen(projectionOf(planes.axial, UPRIGHT, screen, zoomAt(seen, factor, at, screen, scaleOf(seen))), at);
      close(before, after);
    },
  );
  it('ends with the whole slice, and is bounded', () => {
    expect(zoomAt({ zoom: 3, pan: [4, 4] }, 0.01, [0, 0], screen, 10)).toEqual(WHOLE);
    expect(zoomAt(WHOLE, 1e9, [0, 0], screen, 10).zoom).toBe(20);
  });
});

describe('panBy', () => {
  test.prop([place, view])('moves what is shown by as many pixels', (at, seen) => {
    const projection = projectionOf(planes.axial, UPRIGHT, screen, seen);
    const moved = projectionOf(planes.axial, UPRIGHT, screen, panBy(seen, [7, -5], projection.scale));
    close(toScreen(moved, fromScreen(projection, at)), [at[0] + 7, at[1] - 5]);
  });
  it('leaves a whole slice in its place', () => expect(panBy(WHOLE, [7, 7], 2)).toEqual(WHOLE));
});

describe('scaleBar', () => {
  it.each([
    [2, 120, 50, 100],
    [1, 120, 100, 100],
    [0.9, 99, 100, 90],
    [7, 120, 10, 70],
    [200, 120, 0.5, 100],
  ])('at %f px/mm and at most %i px is %f mm', (scale, longest, mm, pixels) => {
    const bar = scaleBar(scale, longest);
    expect(bar.mm).toBeCloseTo(mm);
    expect(bar.pixels).toBeCloseTo(pixels);
  });
});

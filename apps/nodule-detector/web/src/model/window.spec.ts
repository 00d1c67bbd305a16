import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { cutSlice, NOT_LOADED, paint } from './picture.js';
import { planesOf } from './plane.js';
import { UPRIGHT } from './geometry.fixture.js';
import { clampWindow, colourTable, dragWindow, greyOf, PRESETS, presetOf } from './window.js';

describe('greyOf', () => {
  // The two worked examples of DICOM PS3.3 C.11.2.1.2.1: c = 2048 w = 4096 is y = ((x - 2047.5) / 4095 + 0.5) (ymax - ymin) + ymin,
  // and c = 2048 w = 1 is a step at x = 2048.
  it('is the standard’s example for a full range', () => {
    expect([0, 2047, 2048, 4095].map((x) => greyOf(x, { level: 2048, width: 4096 }))).toEqual([0, 127, 128, 255]);
  });
  it('is the standard’s example for a step', () => {
    expect([2047, 2048].map((x) => greyOf(x, { level: 2048, width: 1 }))).toEqual([0, 255]);
  });
  const value = fc.integer({ min: -2000, max: 4000 });
  test.prop([value, value, fc.integer({ min: 1, max: 4000 })])('never falls', (a, b, width) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    expect(greyOf(low, { level: 0, width })).toBeLessThanOrEqual(greyOf(high, { level: 0, width }));
  });
});

describe('colourTable', () => {
  const table = colourTable(PRESETS.lung);
  it('has an opaque grey for each value, negative ones too', () => {
    expect(table[-2000 & 0xffff]).toBe(0xff000000);
    expect(table[3000]).toBe(0xffffffff);
    const grey = greyOf(-600, PRESETS.lung);
    expect([...new Uint8Array(Uint32Array.of(table[-600 & 0xffff]!).buffer)]).toEqual([grey, grey, grey, 255]);
  });
  it('shows nothing where nothing was loaded', () => {
    const slice = cutSlice(new Int16Array(72).fill(NOT_LOADED), UPRIGHT, planesOf(UPRIGHT).axial, 0);
    const pixels = new Uint32Array(slice.values.length).fill(1);
    paint(slice, table, pixels);
    expect(new Set(pixels)).toEqual(new Set([0]));
  });
});

describe('dragWindow', () => {
  it('widens to the right and brightens upwards, that is, lowers the level', () => {
    const dragged = dragWindow(PRESETS.mediastinum, 50, -50);
    expect(dragged.width).toBeGreaterThan(400);
    expect(dragged.level).toBeLessThan(40);
  });
  const far = fc.integer({ min: -5000, max: 5000 });
  test.prop([far, far])('keeps to what makes sense', (right, down) => {
    const dragged = dragWindow(PRESETS.bone, right, down);
    expect(clampWindow(dragged)).toEqual(dragged);
    expect(dragged.width).toBeGreaterThanOrEqual(1);
  });
});

describe('presetOf', () => {
  it('knows presets again', () => {
    expect(presetOf({ ...PRESETS.bone })).toBe('bone');
    expect(presetOf({ level: 41, width: 400 })).toBeUndefined();
  });
});

import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { partSize, partsOf, takeNearest } from './parts.js';

describe('partsOf', () => {
  test.prop([fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 40 })])('has every slice once', (slices, size) => {
    const fetched = partsOf(slices, size).flatMap(({ from, count }) => Array.from({ length: count }, (_, n) => from + n));
    expect(fetched).toEqual(Array.from({ length: slices }, (_, n) => n));
  });
});

describe('takeNearest', () => {
  it('begins where one looks, and follows', () => {
    const parts = partsOf(10, 4);
    expect(takeNearest(parts, 5)).toEqual({ from: 4, count: 4 });
    expect(takeNearest(parts, 9)).toEqual({ from: 8, count: 2 });
    expect(takeNearest(parts, 9)).toEqual({ from: 0, count: 4 });
    expect(takeNearest(parts, 9)).toBeUndefined();
  });
});

describe('partSize', () => {
  it('is some slices of the usual size, at least one, and no more than are given', () => {
    expect(partSize(512, 512, 64)).toBe(2);
    expect(partSize(256, 256, 64)).toBe(8);
    expect(partSize(4096, 4096, 64)).toBe(1);
    expect(partSize(16, 16, 64)).toBe(64);
  });
});

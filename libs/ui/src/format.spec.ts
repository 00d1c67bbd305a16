import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { formatAgo, formatCount, formatDuration } from './format.js';

describe('formatDuration', () => {
  it.each([
    [0, '0.0 ms'],
    [0.84, '0.8 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [1234, '1.2 s'],
    [NaN, '–'],
    [-1, '–'],
  ])('%f ms is written %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  test.prop([fc.double({ min: 0, max: 1e7, noNaN: true })])('stays short', (ms) => {
    expect(formatDuration(ms).length).toBeLessThanOrEqual(9);
  });
});

describe('formatAgo', () => {
  const now = Date.UTC(2026, 0, 31);
  it.each([
    [1_000, 'just now'],
    [42_000, '42 s ago'],
    [5 * 60_000, '5 min ago'],
    [3 * 3_600_000, '3 h ago'],
    [30 * 3_600_000, 'yesterday'],
    [12 * 86_400_000, '12 days ago'],
    [-5_000, 'just now'],
  ])('%d ms before now', (ms, text) => expect(formatAgo(now - ms, now)).toBe(text));
});

describe('formatCount', () => {
  it.each([
    [0, '0'],
    [3.25, '3.3'],
    [9.97, '10'],
    [12_345.6, '12,346'],
    [Infinity, '–'],
  ])('%f is written %s', (value, text) => expect(formatCount(value)).toBe(text));
});

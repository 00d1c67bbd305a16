import { describe, expect, it } from 'vitest';
import { timeLeft } from './time-left.js';

describe('timeLeft', () => {
  it.each([
    [0, 'a moment left'],
    [12.4, '12 s left'],
    [43, '45 s left'],
    [100, '2 min left'],
    [1800, '30 min left'],
    [NaN, ''],
  ])('of %f seconds is "%s"', (seconds, said) => expect(timeLeft(seconds)).toBe(said));
});

import { JOB_STAGES } from '@casebook/nodule-detector-contract';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { progressOf } from './progress.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('progress', () => {
  it('goes from nothing to all of it', () => {
    expect(progressOf('read', 0, 0)).toEqual({ progress: 0, secondsLeft: null });
    expect(progressOf('report', 1, 20).progress).toBeCloseTo(1, 12);
    expect(progressOf('report', 1, 20).secondsLeft).toBeCloseTo(0, 9);
  });

  it('half of the way after ten seconds is ten seconds more', () => {
    const half = (0.5 - 0.14) / 0.84; // of the network's stage, which begins at 14 %
    expect(progressOf('detect', half, 10).progress).toBeCloseTo(0.5, 9);
    expect(progressOf('detect', half, 10).secondsLeft).toBeCloseTo(10, 6);
  });

  test.prop([fc.array(share, { minLength: 2, maxLength: 20 })])('never goes back', (shares) => {
    const sorted = [...shares].sort((a, b) => a - b);
    const whole = JOB_STAGES.flatMap((stage) => sorted.map((value) => progressOf(stage, value, 1).progress));
    whole.slice(1).forEach((value, n) => expect(value).toBeGreaterThanOrEqual(whole[n]! - 1e-12));
  });
});

import { JOB_STAGES, type JobStage } from '@casebook/nodule-detector-contract';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { progressOf, sharesOf } from './progress.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const times = fc.record(
  Object.fromEntries(JOB_STAGES.map((stage) => [stage, fc.integer({ min: 1, max: 60_000 })])) as Record<JobStage, fc.Arbitrary<number>>,
);

describe('progress', () => {
  it('goes from nothing to all of it', () => {
    expect(progressOf('read', 0, 0)).toEqual({ progress: 0, secondsLeft: null });
    expect(progressOf('report', 1, 20).progress).toBeCloseTo(1, 12);
    expect(progressOf('report', 1, 20).secondsLeft).toBeCloseTo(0, 9);
  });

  it('half of the way after ten seconds is ten seconds more, by the times of the search before', () => {
    const shares = sharesOf({ read: 1000, resample: 1000, lungs: 2000, detect: 15_000, report: 1000 })!; // half of them is 6 s of detect
    expect(progressOf('detect', 6 / 15, 10, shares).progress).toBeCloseTo(0.5, 9);
    expect(progressOf('detect', 6 / 15, 10, shares).secondsLeft).toBeCloseTo(10, 6);
  });

  it('learns nothing from a search that was not timed whole', () => {
    expect(sharesOf({ read: 10, detect: 10 })).toBeUndefined();
    expect(sharesOf({ read: 0, resample: 0, lungs: 0, detect: 0, report: 0 })).toBeUndefined();
  });

  test.prop([times, fc.array(share, { minLength: 2, maxLength: 20 })])('never goes back, whatever the stages take', (stagesMs, some) => {
    const sorted = [...some].sort((a, b) => a - b);
    const whole = JOB_STAGES.flatMap((stage) => sorted.map((value) => progressOf(stage, value, 1, sharesOf(stagesMs)!).progress));
    whole.slice(1).forEach((value, n) => expect(value).toBeGreaterThanOrEqual(whole[n]! - 1e-12));
    expect(whole.at(-1)).toBeLessThanOrEqual(1);
  });
});

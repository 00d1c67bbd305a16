import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { oneCycle, type OneCycle } from './one-cycle.js';
import { createPlateau, type PlateauOptions } from './plateau.js';
import { createSchedule, type ScheduleConfig } from './schedule.schema.js';
import { constant, sequence, withWarmup } from './schedule.js';
import { warmupCosine } from './warmup-cosine.js';

/** Made by reference/schedules.py. */
interface Reference {
  oneCycle: { options: OneCycle; rates: number[] }[];
  plateau: { options: PlateauOptions & { base: number; floor: number }; metrics: number[]; rates: number[] }[];
}
const reference = JSON.parse(readFileSync(new URL('./schedules.fixture.json', import.meta.url), 'utf8')) as Reference;

describe('oneCycle', () => {
  it.each(reference.oneCycle)('is that of PyTorch over $options.total steps', ({ options, rates }) => {
    const rate = oneCycle(options);
    rates.forEach((expected, step) => expect(Math.abs(rate(step) / expected - 1)).toBeLessThan(1e-9));
    expect(rate(options.total + 100)).toBe(rate(options.total - 1));
  });

  it('refuses a run too short for its phases', () => {
    expect(() => oneCycle({ base: 1, total: 3 })).toThrow(/make it longer/);
  });
});

describe('a plateau schedule', () => {
  it.each(reference.plateau)('gives the rates of PyTorch (goal $options.goal, cooldown $options.cooldown), also over a restart', (run) => {
    const config: ScheduleConfig = { kind: 'plateau', ...run.options };
    let schedule = createSchedule(config, { total: 100 });
    run.metrics.forEach((metric, i) => {
      const resumed = createSchedule(config, { total: 100 });
      resumed.restore(JSON.parse(JSON.stringify(schedule.state())));
      schedule = resumed;
      schedule.observe(metric);
      expect(schedule.rate(i)).toBeCloseTo(run.rates[i]!, 12);
    });
  });

  it('has the goal of the run unless its configuration tells another', () => {
    const lowered = (goal?: 'min' | 'max') => {
      const schedule = createSchedule({ kind: 'plateau', base: 1, patience: 0, ...(goal && { goal }) }, { total: 10, goal: 'max' });
      [0.1, 0.2].forEach((recall) => schedule.observe(recall));
      return schedule.rate(0) < 1;
    };
    expect([lowered(), lowered('max'), lowered('min')]).toEqual([false, false, true]);
  });

  it('takes a value that is no number for a bad one, and state of no plateau for none', () => {
    const plateau = createPlateau({ patience: 1, factor: 0.5 });
    [NaN, NaN, 1].forEach((value) => plateau.observe(value));
    expect(plateau.scale).toBe(0.5);
    expect(() => plateau.restore({ values: { scale: 'much' } })).toThrow(expect.objectContaining({ code: 'SCHEDULE_STATE' }));
  });
});

describe('warmupCosine', () => {
  it('rises to the base, passes its middle halfway and ends at the floor', () => {
    const rate = warmupCosine({ base: 1, warmup: 10, total: 110, floor: 0.1 });
    expect([0, 4, 9, 10, 60, 110, 500].map(rate).map((value) => Number(value.toFixed(6)))).toEqual([0.1, 0.5, 1, 1, 0.55, 0.1, 0.1]);
    expect(() => warmupCosine({ base: 1, warmup: 20, total: 10 })).toThrow(/shorten/);
  });
});

describe('composition', () => {
  it('joins schedules at their own step 0', () => {
    const rate = sequence(withWarmup(2, constant(1)), 4, (step) => 10 + step);
    expect([0, 1, 2, 3, 4, 5].map(rate)).toEqual([0.5, 1, 1, 1, 10, 11]);
  });
});

describe('createSchedule', () => {
  const configs: fc.Arbitrary<ScheduleConfig> = fc.oneof(
    fc.record({ kind: fc.constant('constant' as const), base: fc.constant(0.1), warmup: fc.nat(20) }),
    fc.record({ kind: fc.constant('cosine' as const), base: fc.constant(0.1), warmup: fc.nat(20) }),
    fc.record({ kind: fc.constant('one-cycle' as const), base: fc.constant(0.1), rise: fc.double({ min: 0.1, max: 0.9, noNaN: true }) }),
    fc.record({ kind: fc.constant('plateau' as const), base: fc.constant(0.1), warmup: fc.nat(20) }),
  );
  test.prop([configs, fc.nat(200)])('never leaves 0 … base, and the same step has the same rate', (config, step) => {
    const schedule = createSchedule(config, { total: 100 });
    const rate = schedule.rate(step);
    expect(rate).toBeGreaterThanOrEqual(0);
    expect(rate).toBeLessThanOrEqual(0.1 + 1e-12);
    expect(createSchedule(config, { total: 100 }).rate(step)).toBe(rate);
  });

  it('names what is wrong with a configuration', () => {
    expect(() => createSchedule({ kind: 'cosine', base: -1 }, { total: 10 })).toThrow(/The schedule is not valid\. base/);
  });
});

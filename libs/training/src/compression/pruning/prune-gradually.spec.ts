import { describe, expect, it } from 'vitest';
import { pruneGradually } from './prune-gradually.js';

describe('pruneGradually', () => {
  it('leaves what the schedule says after each round, most of it gone early', async () => {
    const seen: number[] = [];
    const left = await pruneGradually(1000, {
      schedule: { final: 0.8, to: 4 },
      cut: async (units, share) => units * (1 - share),
      recover: async (units, round) => void (seen[round - 1] = units),
    });
    // 1 − 0.8 · (1 − (1 − t/4)³): by hand
    expect(seen).toEqual([537.5, 300, 212.5, 200].map((units) => expect.closeTo(units, 6)));
    expect(left).toBeCloseTo(200, 6);
  });

  it('refuses a schedule that cuts everything', async () => {
    const nothing = { cut: async (units: number) => units, recover: async () => undefined };
    await expect(pruneGradually(1, { ...nothing, schedule: { final: 1, to: 2 } })).rejects.toThrow(/final < 1/);
  });
});

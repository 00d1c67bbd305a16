import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/random.js';
import { bootstrapMean, pairedBootstrapDifference } from './bootstrap.js';
import { beginReport, formatEvaluation, writeEvaluationReport } from './evaluation-report.js';
import { hitRateAt, ndcgAt, recallAt } from './ranking.js';
import { formatTable } from './table.js';

describe('ranking metrics', () => {
  it('are what follows by hand', () => {
    const ranked = [7, 1, 9, 2];
    const relevant = new Set([1, 2, 3]);
    expect(recallAt(ranked, relevant, 2)).toBeCloseTo(1 / 3, 12);
    expect(recallAt(ranked, relevant, 10)).toBeCloseTo(2 / 3, 12);
    expect(hitRateAt(ranked, relevant, 1)).toBe(0);
    expect(hitRateAt(ranked, relevant, 4)).toBe(1);
    // hits at places 2 and 4: 1/log₂3 + 1/log₂5 = .630930 + .430677; ideal: 1 + .630930 + .5
    expect(ndcgAt(ranked, relevant, 10)).toBeCloseTo(1.061606 / 2.13093, 5);
    expect(ndcgAt(ranked, relevant, 2)).toBeCloseTo(0.63093 / 1.63093, 5);
  });

  const place = fc.uniqueArray(fc.nat(30), { minLength: 1 });
  test.prop([place, place, fc.integer({ min: 1, max: 40 })])(
    'lie in 0 … 1, are 1 for a perfect ranking, and recall grows with k',
    (ranked, wanted, k) => {
      const relevant = new Set(wanted);
      for (const metric of [recallAt, ndcgAt, hitRateAt]) {
        expect(metric(ranked, relevant, k)).toBeGreaterThanOrEqual(0);
        expect(metric(ranked, relevant, k)).toBeLessThanOrEqual(1);
      }
      expect(ndcgAt(wanted, relevant, k)).toBeCloseTo(1, 12);
      expect(recallAt(ranked, relevant, k + 1)).toBeGreaterThanOrEqual(recallAt(ranked, relevant, k));
    },
  );
});

describe('bootstrap', () => {
  it('gives the interval of the normal approximation where users are many', () => {
    const random = createRandom(3);
    const values = Float64Array.from({ length: 2000 }, () => 5 + 2 * random.normal());
    const { value, low, high } = bootstrapMean(values, { seed: 1 });
    expect(low).toBeCloseTo(value - (1.96 * 2) / Math.sqrt(2000), 1);
    expect(high - low).toBeCloseTo((2 * 1.96 * 2) / Math.sqrt(2000), 1);
    expect(Math.abs((high - low) / ((2 * 1.96 * 2) / Math.sqrt(2000)) - 1)).toBeLessThan(0.12);
  });

  test.prop([fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 }), fc.integer()], { numRuns: 20 })(
    'is reproducible, and holds its value',
    (values, seed) => {
      const interval = bootstrapMean(values, { seed, resamples: 200 });
      expect(bootstrapMean(values, { seed, resamples: 200 })).toEqual(interval);
      expect(interval.low).toBeLessThanOrEqual(interval.high);
      expect(interval.low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-12);
      expect(interval.high).toBeLessThanOrEqual(Math.max(...values) + 1e-12);
    },
  );

  it('sees through what two models have in common', () => {
    const random = createRandom(8);
    const common = Float64Array.from({ length: 300 }, () => random.normal());
    const better = common.map((value) => value + 0.05 + 0.01 * random.normal());
    const { value, low } = pairedBootstrapDifference(better, common, { seed: 1 });
    expect(value).toBeCloseTo(0.05, 2);
    expect(low).toBeGreaterThan(0.04);
    expect(bootstrapMean(better, { seed: 1 }).low).toBeLessThan(bootstrapMean(common, { seed: 1 }).high); // unpaired: no difference to see
  });

  it('refuses what has no mean', () => {
    expect(() => bootstrapMean([], { seed: 1 })).toThrow(/no value/);
    expect(() => bootstrapMean([1, NaN], { seed: 1 })).toThrow(/Value 1/);
    expect(() => pairedBootstrapDifference([1], [1, 2], { seed: 1 })).toThrow(/same users/);
  });
});

describe('evaluation report', () => {
  const rows = [
    { model: 'casebook', mode: 'discover', n: 1264, metrics: { 'recall@20': { value: 0.155, low: 0.14, high: 0.17 } } },
    { model: 'popularity', mode: 'discover', n: 1264, metrics: { 'recall@20': { value: 0.0791, low: 0.07, high: 0.09 } } },
  ];
  const parts = { case: 'spec', protocol: 'temporal', seed: 1, data: { name: 'toy', sha256: 'ab' }, rows };

  it('is written whole, with the commit where there is one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'report-'));
    try {
      const report = (await beginReport(folder))(parts); // no checkout
      expect(report.commit).toBeNull();
      await writeEvaluationReport(join(folder, 'deep/report.json'), report);
      expect(JSON.parse(await readFile(join(folder, 'deep/report.json'), 'utf8'))).toEqual(report);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('names the commit that its run began on, and whether files differed from it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'commit-'));
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder });
    const commit = async (text: string) => {
      await writeFile(join(folder, 'code'), text);
      git('add', 'code');
      git('commit', '--quiet', '-m', text);
      return git('rev-parse', 'HEAD').toString().trim();
    };
    try {
      git('init', '--quiet');
      const first = await commit('first');
      const clean = await beginReport(folder);
      await writeFile(join(folder, 'code'), 'not committed');
      const dirty = await beginReport(folder);
      const second = await commit('second'); // while both run
      expect(clean(parts)).toEqual({ ...parts, commit: first });
      expect(dirty(parts).commit).toBe(`${first}-dirty`);
      expect((await beginReport(folder))(parts).commit).toBe(second);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('prints as a table', async () => {
    const lines = formatEvaluation({ ...parts, commit: null }).split('\n');
    expect(lines[0]).toMatch(/^model +mode +n +recall@20$/);
    expect(lines[2]).toMatch(/^casebook +discover +1,264 +0\.1550 \[0\.1400, 0\.1700\]$/);
    expect(formatTable(['a|b'], [['1']], { markdown: true })).toBe('| a\\|b |\n| ---: |\n|    1 |');
  });
});

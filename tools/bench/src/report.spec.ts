import { describe, expect, it } from 'vitest';
import { type BenchRow, benchReport, markdown } from './report.js';

describe('markdown', () => {
  it('has a column for each metric of any row, and a dash where a row lacks it', async () => {
    const report = await benchReport('demo', async (): Promise<BenchRow[]> => [
      { system: 'casebook', load: '100/s', metrics: { p50_ms: 0.8123, rate_per_s: 1234.6 } },
      { system: 'peer', load: '100/s', metrics: { p50_ms: 3 } },
    ]);
    expect(markdown(report).split('\n').slice(0, 4)).toEqual([
      '| system | load | p50_ms | rate_per_s |',
      '| --- | --- | ---: | ---: |',
      '| casebook | 100/s | 0.812 | 1235 |',
      '| peer | 100/s | 3.00 | – |',
    ]);
  });
});

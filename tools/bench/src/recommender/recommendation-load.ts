/** Recommendations at given rates, and the highest rate that still answers in time. */
import { openLoop, percentile } from '../open-loop.js';
import type { BenchRow } from '../report.js';
import type { ServiceProcess } from '../service-process.js';
import { httpClient } from './http-client.js';

export interface Target {
  system: string;
  catalogue: number;
  service: ServiceProcess;
  /** Path of one recommendation for a user. */
  path(user: string): string;
  users: string[];
}

const P99_LIMIT_MS = 15;
/** Samples of a published percentile at least: the 99th is then that of the 30 slowest, not of a handful. */
const LEAST_SAMPLES = 3_000;

/** Rows at 100 and 1,000 requests a second, and one with the highest rate whose p99 is at most 15 ms. */
export async function recommendationRows(target: Target, seconds: number): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  await measure(target, 200, 3); // compiles the hot path, fills connection pools
  for (const rate of [100, 1000]) {
    const { metrics } = await measure(target, rate, Math.max(seconds, LEAST_SAMPLES / rate));
    rows.push({
      system: target.system,
      load: `${rate}/s, ${target.catalogue} items`,
      metrics: { ...metrics, memory_mib: target.service.memory() },
    });
    console.log(`  ${target.system}, ${target.catalogue} items, ${rate}/s: p99 ${metrics['p99_ms']!.toFixed(2)} ms`);
  }
  rows.push({
    system: target.system,
    load: `highest with p99 ≤ ${P99_LIMIT_MS} ms, ${target.catalogue} items`,
    metrics: await highestRate(target, Math.max(5, seconds / 2)),
  });
  return rows;
}

/** Doubles the rate until it is too much, then halves the bracket until it is within a tenth. */
async function highestRate(target: Target, seconds: number): Promise<Record<string, number>> {
  let good = { rate: 0, metrics: {} as Record<string, number> };
  let bad = Infinity;
  for (let rate = 100; bad / Math.max(good.rate, 1) > 1.1 && rate >= 10;) {
    const { metrics, failed } = await measure(target, rate, seconds);
    if (failed === 0 && metrics['p99_ms']! <= P99_LIMIT_MS) good = { rate, metrics };
    else bad = rate;
    rate = Math.round(bad === Infinity ? rate * 2 : good.rate ? (good.rate + bad) / 2 : rate / 2);
  }
  console.log(`  ${target.system}, ${target.catalogue} items: ${good.rate}/s with p99 ≤ ${P99_LIMIT_MS} ms`);
  return { ...good.metrics, rate_per_s: good.rate };
}

async function measure({ service, path, users }: Target, rate: number, seconds: number) {
  const client = httpClient(service.origin);
  const { latency, failed, sent } = await openLoop({ rate, seconds }, async (index) => {
    // A fixed stride visits all users in an order that no cache likes.
    const body = await client.get(path(users[(index * 7919) % users.length]!));
    if (!body.includes('"degraded":false')) throw new Error('A degraded answer does not count.');
  });
  await client.close();
  const metrics = {
    p50_ms: percentile(latency, 50),
    p95_ms: percentile(latency, 95),
    p99_ms: percentile(latency, 99),
    rate_per_s: rate,
    failed_share: failed / sent,
    samples: sent - failed,
  };
  return { metrics, failed };
}

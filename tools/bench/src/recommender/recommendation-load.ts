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

/** `computed`: every answer from history and models; `reload`: a few users again and again. */
export type Pattern = 'computed' | 'reload';

const RATES = [100, 1000];
const P99_LIMIT_MS = 15;
/** Samples of a published percentile at least: the 99th is then that of the 30 slowest, not of a handful. */
const LEAST_SAMPLES = 3_000;
/** So few that less than 1 % of their answers are computed (each anew after half a minute): the 99th percentile is that of an answer given again. */
const RELOADING_USERS = 20;

/** One row for each of 100 and 1,000 requests a second. */
export async function rateRows(target: Target, pattern: Pattern, seconds: number): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  await measure(target, pattern, 200, 3); // compiles the hot path, fills connection pools
  for (const rate of RATES) {
    const cpu = target.service.cpuSeconds();
    const { metrics, sent } = await measure(target, pattern, rate, Math.max(seconds, LEAST_SAMPLES / rate));
    rows.push({
      system: target.system,
      load: `${rate}/s, ${pattern}, ${target.catalogue} items`,
      metrics: { ...metrics, cpu_ms: ((target.service.cpuSeconds() - cpu) * 1000) / sent, memory_mib: target.service.memory() },
    });
    console.log(`  ${target.system}, ${target.catalogue} items, ${pattern}, ${rate}/s: p99 ${metrics['p99_ms']!.toFixed(2)} ms`);
  }
  return rows;
}

/** The highest rate of computed answers whose p99 is at most 15 ms: doubles until it is too much, then halves the bracket until it is within a tenth. */
export async function highestRateRow(target: Target, seconds: number): Promise<BenchRow> {
  let good = { rate: 0, metrics: {} as Record<string, number> };
  let bad = Infinity;
  for (let rate = 100; bad / Math.max(good.rate, 1) > 1.1 && rate >= 10;) {
    const { metrics, failed } = await measure(target, 'computed', rate, Math.max(5, seconds / 2));
    if (failed === 0 && metrics['p99_ms']! <= P99_LIMIT_MS) good = { rate, metrics };
    else bad = rate;
    rate = Math.round(bad === Infinity ? rate * 2 : good.rate ? (good.rate + bad) / 2 : rate / 2);
  }
  console.log(`  ${target.system}, ${target.catalogue} items: ${good.rate}/s with p99 ≤ ${P99_LIMIT_MS} ms`);
  const load = `highest with p99 ≤ ${P99_LIMIT_MS} ms, computed, ${target.catalogue} items`;
  return { system: target.system, load, metrics: { ...good.metrics, rate_per_s: good.rate } };
}

async function measure({ service, path, users }: Target, pattern: Pattern, rate: number, seconds: number) {
  const client = httpClient(service.origin);
  const visitors = pattern === 'computed' ? users : users.slice(0, RELOADING_USERS);
  const headers: Record<string, string> = pattern === 'computed' ? { 'cache-control': 'no-cache' } : {};
  const warmupSeconds = 1; // each of the reloading users has been here once when the counting begins
  const { latency, failed, sent } = await openLoop({ rate, seconds, warmupSeconds }, async (index) => {
    // A fixed stride visits all users in an order that no cache likes.
    const body = await client.get(path(visitors[(index * 7919) % visitors.length]!), headers);
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
  return { metrics, failed, sent: sent + rate * warmupSeconds };
}

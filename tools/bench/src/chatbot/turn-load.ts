/** Turns at given rates, and the highest rate that still answers in time. */
import { openLoop, percentile } from '../open-loop.js';
import type { BenchRow } from '../report.js';
import type { ServiceProcess } from '../service-process.js';

export interface TurnTarget {
  system: string;
  service: ServiceProcess;
}

export const P99_LIMIT_MS = 30;
/** One row at a rate. @param send one request; a rejected promise counts as failed */
export async function rowAt(
  { system, service }: TurnTarget,
  load: string,
  rate: number,
  seconds: number,
  send: (index: number) => Promise<unknown>,
): Promise<BenchRow> {
  const { metrics } = await measure(rate, seconds, send);
  console.log(`  ${system}, ${load}, ${rate}/s: p50 ${metrics.p50_ms.toFixed(1)} ms, p99 ${metrics.p99_ms.toFixed(1)} ms`);
  return { system, load: `${load}, ${rate}/s`, metrics: { ...metrics, memory_mib: service.memory() } };
}

/** Compiles the hot path and fills connection pools; what is measured here counts nowhere. */
export const warmUp = (seconds: number, send: (index: number) => Promise<unknown>) => measure(50, seconds, send);

/** Doubles the rate until it is too much, then halves the bracket until it is within a tenth. */
export async function highestRow(
  { system }: TurnTarget,
  load: string,
  seconds: number,
  send: (index: number) => Promise<unknown>,
): Promise<BenchRow> {
  let good = { rate: 0, metrics: {} as Record<string, number> };
  let bad = Infinity;
  for (let rate = 50; bad / Math.max(good.rate, 1) > 1.1 && rate >= 5;) {
    const { metrics, failed } = await measure(rate, seconds, send);
    if (failed === 0 && metrics.p99_ms <= P99_LIMIT_MS) good = { rate, metrics };
    else bad = rate;
    rate = Math.round(bad === Infinity ? rate * 2 : good.rate ? (good.rate + bad) / 2 : rate / 2);
  }
  console.log(`  ${system}, ${load}: ${good.rate}/s with p99 ≤ ${P99_LIMIT_MS} ms`);
  return { system, load: `${load}, highest with p99 ≤ ${P99_LIMIT_MS} ms`, metrics: { ...good.metrics, rate_per_s: good.rate } };
}

async function measure(rate: number, seconds: number, send: (index: number) => Promise<unknown>) {
  const { latency, failed, sent } = await openLoop({ rate, seconds }, async (index) => void (await send(index)));
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

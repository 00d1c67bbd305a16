/** A day's turns in some minutes: nothing is lost, nothing fails, memory stays where it is. */
import { openLoop, percentile } from '../open-loop.js';
import type { BenchRow } from '../report.js';
import type { ServiceProcess } from '../service-process.js';
import type { Talker } from './talkers.js';

const SAMPLE_EVERY_MS = 15_000;

export interface SoakOptions {
  turns: number;
  seconds: number;
  service: ServiceProcess;
  talkers: readonly Talker[];
  /** Turns that the service has stored. */
  stored: () => Promise<number>;
}

/** `lost`: turns that were answered and are not stored. Memory growth is the slope of a line through its samples, after the first fifth. */
export async function soakRow({ turns, seconds, service, talkers, stored }: SoakOptions): Promise<BenchRow> {
  const before = await stored();
  const memory: { minute: number; mib: number }[] = [];
  const start = performance.now();
  const timer = setInterval(() => memory.push({ minute: (performance.now() - start) / 60_000, mib: service.memory() }), SAMPLE_EVERY_MS);
  const rate = turns / seconds;
  let answered = 0;
  const { latency, failed, sent } = await openLoop({ rate, seconds, warmupSeconds: 0 }, async (index) => {
    await talkers[(index * 7919) % talkers.length]!.next();
    answered++;
  });
  clearInterval(timer);
  const kept = memory.slice(Math.floor(memory.length / 5));
  const row: BenchRow = {
    system: 'casebook',
    load: `soak, ${turns} turns in ${seconds} s`,
    metrics: {
      p50_ms: percentile(latency, 50),
      p95_ms: percentile(latency, 95),
      p99_ms: percentile(latency, 99),
      rate_per_s: rate,
      failed_share: failed / sent,
      samples: sent - failed,
      lost: answered - ((await stored()) - before),
      memory_mib: service.memory(),
      ...(kept.length > 2 ? { memory_growth_mib_per_minute: slope(kept) } : {}),
    },
  };
  console.log(`  soak: ${answered} of ${turns} turns answered, ${failed} failed, ${row.metrics['lost']} lost`);
  return row;
}

/** Least squares. */
export function slope(samples: readonly { minute: number; mib: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(samples.map(({ minute }) => minute)), mean(samples.map(({ mib }) => mib))];
  const covariance = samples.reduce((sum, { minute, mib }) => sum + (minute - x) * (mib - y), 0);
  return covariance / samples.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
}

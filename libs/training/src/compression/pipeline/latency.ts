/** How long one answer takes in ONNX Runtime, for several models side by side. */
import { performance } from 'node:perf_hooks';
import { withSession, type Feeds } from '@casebook/onnx-export';
import type { InferenceSession } from 'onnxruntime-node';

export interface LatencyOptions {
  /** One run's inputs: what is typical in service. Runs go round in this list. */
  inputs: readonly Feeds[];
  /** Rounds in which every model runs once; 200 unless told. */
  rounds?: number;
  /** Threads within an operator; ONNX Runtime's own choice (all cores) unless told. */
  threads?: number;
}

const WARM_UP = 10;

/**
 * Median time of a run in milliseconds, by model. The models take turns, in an order that rotates: what slows the machine down for a while,
 * slows all of them down.
 */
export async function latencies(
  models: ReadonlyMap<string, Uint8Array>,
  { inputs, rounds = 200, threads }: LatencyOptions,
): Promise<Map<string, number>> {
  const options: InferenceSession.SessionOptions = threads === undefined ? {} : { intraOpNumThreads: threads };
  const names = [...models.keys()];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  await withSessions([...models.values()], options, async (sessions) => {
    for (let round = -WARM_UP; round < rounds; round++) {
      for (let turn = 0; turn < names.length; turn++) {
        const at = (turn + round + WARM_UP) % names.length;
        const feeds = inputs[(round + WARM_UP) % inputs.length]!;
        const started = performance.now();
        await sessions[at]!.run(feeds);
        if (round >= 0) times.get(names[at]!)!.push(performance.now() - started);
      }
    }
  });
  return new Map([...times].map(([name, list]) => [name, median(list)]));
}

async function withSessions<T>(
  [first, ...rest]: readonly Uint8Array[],
  options: InferenceSession.SessionOptions,
  use: (sessions: InferenceSession[]) => Promise<T>,
  open: readonly InferenceSession[] = [],
): Promise<T> {
  return first ? withSession(first, (session) => withSessions(rest, options, use, [...open, session]), options) : use([...open]);
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}

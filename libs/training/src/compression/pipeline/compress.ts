/** Steps one after another, each measured against the uncompressed model, in one table. */
import { CasebookError, InvalidInputError } from '@casebook/core';
import { modelSize, type Feeds } from '@casebook/onnx-export';
import type { Compressed, CompressionStep } from './compression-step.js';
import { latencies } from './latency.js';

export const UNCOMPRESSED = 'uncompressed';

export interface CompressionOptions<Network> {
  network: Network;
  toOnnx: (network: Network) => Promise<Uint8Array>;
  /** `never`: a step that only rewrites files fits every network. */
  steps: readonly (CompressionStep<Network> | CompressionStep<never>)[];
  /** Quality on validation data of a file as it will be served, by metric, larger is better. */
  evaluate: (onnx: Uint8Array) => Promise<Readonly<Record<string, number>>>;
  /** The metric that must not fall too far: how much it may lose against the uncompressed model, or where it must stay. */
  bound: { metric: string; loseAtMost?: number; atLeast?: number };
  /** For static quantisation, from training data; none unless told. */
  calibration?: readonly Feeds[];
  /** Inputs and rounds of the latency measurement. */
  latency: { inputs: readonly Feeds[]; rounds?: number };
  onRow?: (row: CompressionRow) => void;
}

/** A row as benchmarks write it; latencies come at the end, measured side by side. */
export interface CompressionRow {
  system: string;
  /** What the step went on from. */
  load: string;
  metrics: Record<string, number>;
}

export interface CompressionResult<Network> {
  rows: CompressionRow[];
  /** Every stage by name, `uncompressed` first. */
  stages: Map<string, Compressed<Network>>;
}

/**
 * Runs the steps, measures size and quality after each, and the latency of all at the end: p50 in milliseconds with one thread and with ONNX
 * Runtime's own choice, and `…_ratio`, each divided by the uncompressed model's.
 *
 * @throws {CasebookError} `COMPRESSION_QUALITY` where a step falls below the bound, at once, with the rows so far in `details`
 * @throws {InvalidInputError} `COMPRESSION_STEPS` where a step goes on from one that is not there, repeats a name, or prunes a quantised file;
 * `COMPRESSION_METRIC` where `evaluate` does not answer the bound's metric
 *
 * @example
 * const { rows } = await compress({ network, toOnnx: exportOnnx, steps: [networkStep('distilled', teach), quantiseDynamicStep()],
 *   evaluate, bound: { metric: 'accuracy', loseAtMost: 0.02 }, latency: { inputs } });
 */
export async function compress<Network>(options: CompressionOptions<Network>): Promise<CompressionResult<Network>> {
  const { network, toOnnx, steps, evaluate, calibration = [], latency, onRow } = options;
  requireOrder(steps);
  const stages = new Map<string, Compressed<Network>>([[UNCOMPRESSED, { network, onnx: await toOnnx(network) }]]);
  const rows: CompressionRow[] = [];
  const measure = async (name: string, load: string) => {
    const { onnx } = stages.get(name)!;
    const quality = await evaluate(onnx);
    const { parameters, nonzero, bytes, gzipBytes: gzip_bytes } = modelSize(onnx);
    const bytes_ratio = bytes / (rows[0]?.metrics['bytes'] ?? bytes);
    rows.push({ system: name, load, metrics: { ...quality, parameters, nonzero, bytes, bytes_ratio, gzip_bytes } });
    onRow?.(rows.at(-1)!);
    requireQuality(options.bound, rows);
  };

  await measure(UNCOMPRESSED, '');
  let last = UNCOMPRESSED;
  for (const { name, from = last, kind, apply } of steps as readonly CompressionStep<Network>[]) {
    const before = stages.get(from)!;
    const after = await apply(before, { calibration });
    stages.set(
      name,
      kind === 'file' ? { ...before, onnx: after as Uint8Array } : { network: after as Network, onnx: await toOnnx(after as Network) },
    );
    await measure(name, `from ${from}`);
    last = name;
  }
  await addLatencies(rows, new Map([...stages].map(([name, { onnx }]) => [name, onnx])), latency);
  return { rows, stages };
}

async function addLatencies(
  rows: readonly CompressionRow[],
  models: ReadonlyMap<string, Uint8Array>,
  latency: CompressionOptions<unknown>['latency'],
): Promise<void> {
  for (const [column, threads] of [
    ['p50_ms_1_thread', { threads: 1 }],
    ['p50_ms', {}],
  ] as const) {
    const medians = await latencies(models, { ...latency, ...threads });
    for (const { system, metrics } of rows) {
      metrics[column] = medians.get(system)!;
      metrics[`${column}_ratio`] = metrics[column] / medians.get(UNCOMPRESSED)!;
    }
  }
}

function requireOrder(steps: readonly { name: string; from?: string; kind: string }[]): void {
  const kinds = new Map([[UNCOMPRESSED, 'network']]);
  let last = UNCOMPRESSED;
  for (const { name, from = last, kind } of steps) {
    const before = kinds.get(from);
    const problem =
      before === undefined
        ? `goes on from ${from}, which is no earlier step`
        : kinds.has(name)
          ? 'has the name of an earlier one'
          : undefined;
    const late = before === 'file' && kind === 'network' ? `changes the network after ${from} has rewritten the file` : undefined;
    if (problem ?? late)
      throw new InvalidInputError('COMPRESSION_STEPS', `Step ${name} ${problem ?? late}: name steps apart, networks first, files last.`);
    kinds.set(name, kind);
    last = name;
  }
}

function requireQuality(
  { metric, loseAtMost = Infinity, atLeast = -Infinity }: CompressionOptions<unknown>['bound'],
  rows: readonly CompressionRow[],
): void {
  const [first, last] = [rows[0]!.metrics[metric], rows.at(-1)!.metrics[metric]];
  if (first === undefined || last === undefined) {
    throw new InvalidInputError(
      'COMPRESSION_METRIC',
      `The evaluation does not answer ${metric}, which the bound is about: return it, or bound another.`,
    );
  }
  const lowest = Math.max(atLeast, first - loseAtMost);
  if (last >= lowest) return; // NaN is refused too
  throw new CasebookError(
    'COMPRESSION_QUALITY',
    `${rows.at(-1)!.system}: ${metric} is ${last.toFixed(4)}, below ${lowest.toFixed(4)}: compress less, train longer after this step, or leave out what compareLayers names.`,
    { status: 422, details: { rows } },
  );
}

/** The one form in which every case study reports how good its models are. */
import { execFile } from 'node:child_process';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Interval } from './bootstrap.js';
import { formatTable } from './table.js';

export interface EvaluationRow {
  /** `casebook` for our own system; its parts and the baselines have their own names. */
  model: string;
  mode: string;
  /** Users, studies or messages that the metrics are means over. */
  n: number;
  /** By name, e.g. `recall@20`, with the 95 % interval. */
  metrics: Record<string, Interval>;
}

export interface EvaluationReport {
  case: string;
  protocol: string;
  /** Of the code when the run began; null outside a git checkout, with `-dirty` where tracked files differed from it. */
  commit: string | null;
  seed: number;
  data: { name: string; sha256: string };
  rows: EvaluationRow[];
}

/**
 * Call it before anything else of a run: the commit is read here, as the checkout may move on while the run lasts.
 *
 * @param cwd a folder of the checkout
 * @returns makes the report once the rows are known
 *
 * @example
 * const report = await beginReport();
 * const rows = await hoursOfWork();
 * await writeEvaluationReport(file, report({ case: 'recommender', protocol, seed, data, rows }));
 */
export async function beginReport(cwd = process.cwd()): Promise<(report: Omit<EvaluationReport, 'commit'>) => EvaluationReport> {
  const commit = await currentCommit(cwd);
  return ({ case: name, protocol, seed, data, rows }) => ({ case: name, protocol, commit, seed, data, rows });
}

/** The commit checked out in a folder, `-dirty` where tracked files differ from it, or null where there is none (no git, a bare archive). */
export async function currentCommit(cwd: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('git', ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'], { cwd });
    return stdout.trim();
  } catch {
    return null;
  }
}

/** Writes JSON beside, then renames: a reader never sees half a file. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, `${JSON.stringify(value, null, 2)}\n`);
  await rename(`${file}.part`, file);
}

/** Writes a report for `--json FILE`. */
export const writeEvaluationReport = (file: string, report: EvaluationReport): Promise<void> => writeJson(file, report);

/** The report as a table, one line a row, metrics as `value [low, high]`. */
export function formatEvaluation({ rows }: EvaluationReport, { markdown = false } = {}): string {
  const names = [...new Set(rows.flatMap(({ metrics }) => Object.keys(metrics)))];
  const cell = (interval?: Interval) =>
    interval ? `${interval.value.toFixed(4)} [${interval.low.toFixed(4)}, ${interval.high.toFixed(4)}]` : '';
  return formatTable(
    ['model', 'mode', 'n', ...names],
    rows.map(({ model, mode, n, metrics }) => [model, mode, n.toLocaleString('en'), ...names.map((name) => cell(metrics[name]))]),
    { markdown },
  );
}

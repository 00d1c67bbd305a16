/** The form in which every benchmark writes its result. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

export interface BenchRow {
  system: string; // `casebook`, or a peer's name
  load: string; // what was asked of it
  metrics: Record<string, number>;
}

export interface BenchReport {
  name: string;
  commit: string | null; // null outside a git checkout
  machine: string;
  rows: BenchRow[];
}

/**
 * A report of what `measure` measures, with the machine and the commit that is checked out when it begins: a later one may come in meanwhile.
 * `onDevice` adds an accelerator to the machine's name.
 */
export async function benchReport(
  name: string,
  measure: (onDevice: (device: string) => void) => Promise<BenchRow[]>,
): Promise<BenchReport> {
  const begun = commit();
  const devices = new Set<string>();
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}`;
  const rows = await measure((device) => devices.add(device));
  return { name, commit: begun, machine: [machine, ...devices].join(', '), rows };
}

export const writeBenchReport = (file: string, report: BenchReport) => writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);

/** The report as a Markdown table; a metric that a row lacks is a dash. */
export function markdown({ rows, machine, commit }: BenchReport): string {
  const names = [...new Set(rows.flatMap(({ metrics }) => Object.keys(metrics)))];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['system', 'load', ...names]),
    line(['---', '---', ...names.map(() => '---:')]),
    ...rows.map(({ system, load, metrics }) => line([system, load, ...names.map((name) => format(metrics[name]))])),
    '',
    `Measured on ${machine}, commit ${commit ?? 'unknown'}.`,
    '',
  ].join('\n');
}

const format = (value: number | undefined) => (value === undefined ? '–' : value >= 100 ? value.toFixed(0) : value.toPrecision(3));

function commit(): string | null {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null; // an archive without history
  }
}

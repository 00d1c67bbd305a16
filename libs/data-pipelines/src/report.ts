/** What a run did: rows in and out of each step and what every cleaning rule dropped. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeTextAtomically } from './atomic-file.js';

export interface SourceReport {
  name: string;
  file: string;
  sha256: string;
  bytes: number;
  rows: number;
}

export interface StepReport {
  name: string;
  sql: string;
  /** Rows of each input table. */
  rowsIn: Record<string, number>;
  rowsOut: number;
  /** Rows dropped by each cleaning rule, in the order in which the rules are tried: `rowsIn` of the first input = `rowsOut` + their sum. */
  dropped: { rule: string; rows: number }[];
  seconds: number;
  /** The output was reused: neither the input nor the SQL had changed. */
  cached: boolean;
  /** SHA-256 of everything that determines the output. */
  key: string;
  output: { file: string; sha256: string };
}

export interface RunReport {
  pipeline: string;
  sources: SourceReport[];
  steps: StepReport[];
  seconds: number;
}

/** Writes `report.json` and, for people, `report.md`. */
export async function writeReport(dir: string, report: RunReport): Promise<void> {
  await writeTextAtomically(join(dir, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  await writeTextAtomically(join(dir, 'report.md'), reportMarkdown(report));
}

/** The report of the last run in a folder, or undefined where there is none that can be read (everything is done again then). */
export async function readReport(dir: string): Promise<RunReport | undefined> {
  try {
    return JSON.parse(await readFile(join(dir, 'report.json'), 'utf8')) as RunReport;
  } catch {
    return undefined;
  }
}

/** The report as a Markdown page: sources, steps, and a line for each cleaning rule. */
export function reportMarkdown({ pipeline, sources, steps, seconds }: RunReport): string {
  const n = (value: number) => value.toLocaleString('en-GB');
  const lines = [
    `# ${pipeline}`,
    '',
    '| source | file | rows | bytes | sha256 |',
    '|---|---|---:|---:|---|',
    ...sources.map((s) => `| ${s.name} | ${s.file} | ${n(s.rows)} | ${n(s.bytes)} | \`${s.sha256}\` |`),
    '',
    '| step | rows in | rows out | dropped | seconds |',
    '|---|---:|---:|---|---:|',
    ...steps.map((step) => {
      const rowsIn = Object.values(step.rowsIn).map(n).join(' + ');
      const dropped = step.dropped.map(({ rule, rows }) => `${rule} ${n(rows)}`).join(', ');
      return `| ${step.name} | ${rowsIn} | ${n(step.rowsOut)} | ${dropped} | ${step.cached ? 'reused' : step.seconds.toFixed(2)} |`;
    }),
    '',
    `${seconds.toFixed(2)} s in all.`,
  ];
  return `${lines.join('\n')}\n`;
}

/** An ordered list of SQL steps over Parquet: checked, counted, cached and written whole or not at all. */
import { CasebookError } from '@casebook/core';
import type { DuckDBConnection } from '@duckdb/node-api';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sha256File, sha256Text } from './checksum.js';
import { identifier, withDatabase, type Resources } from './duckdb.js';
import { ingest } from './ingest.js';
import { mountParquet, type Table } from './parquet.js';
import { readReport, writeReport, type RunReport, type SourceReport, type StepReport } from './report.js';
import type { Source } from './sources.js';
import { evaluate, sqlName, type Step } from './step.js';

export interface Pipeline {
  name: string;
  sources: Readonly<Record<string, Source>>;
  steps: readonly Step[];
}

export interface RunOptions extends Resources {
  /** Told what is being done, in a few words. */
  onProgress?: (message: string) => void;
}

/** Changes whenever the runner itself would give another output for the same SQL and input. */
const RUNNER = 'data-pipelines/1';

/**
 * Runs a pipeline into a folder: `<step>.parquet` for each step, `report.json` and `report.md`.
 *
 * A step whose SQL and inputs (by SHA-256) are those of the last run is not run again, if its file is still intact.
 *
 * @throws {CasebookError} what `openSource` and `evaluate` throw, and what a step's `refuse` returns; the report and the outputs
 *   of a run that failed are those of the last one that did not, as far as the failed one did not get
 *
 * @example
 * const report = await runPipeline({ name: 'shop', sources: { raw: { file, required: ['user_id'] } }, steps }, '.casebook/shop');
 */
export async function runPipeline(pipeline: Pipeline, outDir: string, options: RunOptions = {}): Promise<RunReport> {
  const started = performance.now();
  const before = await readReport(outDir);
  await mkdir(outDir, { recursive: true });
  const run = async (db: DuckDBConnection) => {
    const tables = new Map<string, Table>();
    const sources: SourceReport[] = [];
    for (const [name, source] of Object.entries(pipeline.sources)) {
      if (source.file !== undefined) options.onProgress?.(`reading ${basename(source.file)}`);
      sources.push(...(await ingest(db, name, source, outDir, tables)));
    }
    const steps: StepReport[] = [];
    for (const step of pipeline.steps) {
      options.onProgress?.(step.name);
      steps.push(await runStep(db, step, outDir, tables, before));
    }
    const report = { pipeline: pipeline.name, sources, steps, seconds: secondsSince(started) };
    await writeReport(outDir, report);
    await removeStale(join(outDir, 'sources'), tables);
    return report;
  };
  return withDatabase(outDir, run, options);
}

async function runStep(
  db: DuckDBConnection,
  step: Step,
  outDir: string,
  tables: Map<string, Table>,
  before?: RunReport,
): Promise<StepReport> {
  const started = performance.now();
  const sql = (await readFile(step.sql, 'utf8')).trim().replace(/;$/, '');
  const inputs = step.inputs.map((name) => [name, inputOf(tables, step, name)] as const);
  const rowsIn = Object.fromEntries(inputs.map(([name, { rows }]) => [name, rows]));
  const key = sha256Text(JSON.stringify([RUNNER, sql, step.schema, step.rules ?? null, inputs.map(([name, table]) => [name, table.key])]));
  const file = join(outDir, `${step.name}.parquet`);

  const last = before?.steps.find((earlier) => earlier.name === step.name && earlier.key === key);
  if (last && existsSync(file) && (await sha256File(file)) === last.output.sha256) {
    tables.set(step.name, { file, key, rows: await mountParquet(db, step.name, file) });
    return { ...last, cached: true };
  }

  const { rowsOut, dropped } = await evaluate(db, step, sql, file, inputs[0]?.[1].rows ?? 0);
  await mountParquet(db, step.name, file);
  if (step.refuse && rowsOut > 0) {
    const rows = await db.runAndReadAll(`SELECT * FROM ${identifier(step.name)} LIMIT 20`);
    throw step.refuse(rows.getRowObjectsJS());
  }
  tables.set(step.name, { file, key, rows: rowsOut });
  const output = { file: basename(file), sha256: await sha256File(file) };
  return { name: step.name, sql: sqlName(step), rowsIn, rowsOut, dropped, seconds: secondsSince(started), cached: false, key, output };
}

/** Copies of sources as they were before they changed. */
async function removeStale(dir: string, tables: Map<string, Table>): Promise<void> {
  const used = new Set([...tables.values()].map(({ file }) => basename(file)));
  const files = existsSync(dir) ? await readdir(dir) : [];
  await Promise.all(
    files.filter((file) => file.endsWith('.parquet') && !used.has(file)).map((file) => rm(join(dir, file), { force: true })),
  );
}

function inputOf(tables: Map<string, Table>, step: Step, name: string): Table {
  const table = tables.get(name);
  if (table) return table;
  throw new CasebookError(
    'STEP_INPUT_UNKNOWN',
    `Step ${step.name} reads ${name}, which is no source and no earlier step: ${[...tables.keys()].join(', ')}.`,
  );
}

const secondsSince = (started: number) => Math.round(performance.now() - started) / 1000;

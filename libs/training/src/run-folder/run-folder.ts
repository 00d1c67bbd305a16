/** What a training run leaves behind. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConflictError } from '@casebook/core';
import type { Json, Stateful } from '../checkpoint/stateful.js';
import { requireFinite } from '../loop/require-finite.js';
import { writeJson } from '../metrics/evaluation-report.js';
import { type AppendFile, openAppendFile } from './append-file.js';
import { CURVES_HEADER, curveRows, parseCurves } from './curves-file.js';
import { drawCurves } from './curves-svg.js';
import { type Environment, environment } from './environment.js';
import { entries, FILES } from './run-files.js';
import { scalarEvent, versionEvent } from './tensorboard-events.js';

/** A part of a checkpoint, too: a run that goes back to one leaves out the points that came after it. */
export interface RunFolder extends Stateful {
  readonly path: string;
  readonly config: unknown;
  readonly environment: Readonly<RunEnvironment>;
  /** Adds points to the curves of these names, e.g. curve(100, { loss: 2.1, 'learning rate': 1e-3 }). */
  curve(step: number, values: Readonly<Record<string, number>>): Promise<void>;
  /** Adds to environment.json what is known only later, e.g. note({ backend: 'wasm', seed: 7 }). */
  note(values: Readonly<Record<string, Json>>): Promise<void>;
  /** Writes metrics.json. */
  writeMetrics(metrics: unknown): Promise<void>;
  /** Draws curves.svg; may be called again later in the run. */
  close(): Promise<void>;
}

/** What environment.json holds: the start, what was noted, and each later start of a run that was resumed. */
export type RunEnvironment = Environment & { resumed: Environment[]; [noted: string]: unknown };

/**
 * Makes `dir` and writes config.json and environment.json at once; curves.csv (step,name,value) and the event file for TensorBoard grow as the
 * run goes, curves.svg and metrics.json come at the end.
 * @throws {ConflictError} `RUN_EXISTS` where the folder holds checkpoints of an earlier run
 */
export async function createRunFolder(dir: string, config: unknown): Promise<RunFolder> {
  if ((await entries(join(dir, FILES.checkpoints))).length > 0) {
    throw new ConflictError(
      'RUN_EXISTS',
      `${dir} holds a run with checkpoints: go on with --resume ${dir}, delete it or choose another folder.`,
    );
  }
  await mkdir(dir, { recursive: true });
  await writeJson(join(dir, FILES.config), config);
  const started: RunEnvironment = { ...(await environment()), resumed: [] };
  await writeJson(join(dir, FILES.environment), started);
  const now = Date.now() / 1000;
  const curves = await openAppendFile(join(dir, FILES.curves), CURVES_HEADER);
  const events = await openAppendFile(join(dir, `${FILES.events}.${Math.floor(now)}.casebook`), versionEvent(now));
  return runFolder(dir, config, started, curves, events);
}

/** The folder around files that are open; see {@link createRunFolder} and `openRunFolder`. */
export function runFolder(path: string, config: unknown, env: RunEnvironment, curves: AppendFile, events: AppendFile): RunFolder {
  const table = join(path, FILES.curves);
  return {
    path,
    config,
    environment: env,
    curve: async (step, values) => {
      Object.entries(values).forEach(([name, value]) => requireFinite(value, `value of ${name} at step ${step}`));
      await curves.append(curveRows(step, values));
      await events.append(scalarEvent(Date.now() / 1000, step, values));
    },
    note: async (values) => {
      Object.assign(env, values);
      await writeJson(join(path, FILES.environment), env);
    },
    writeMetrics: (metrics) => writeJson(join(path, FILES.metrics), metrics),
    close: async () => {
      const written = (await readFile(table)).subarray(0, curves.position).toString('utf8');
      await writeFile(join(path, FILES.picture), drawCurves(parseCurves(written)));
    },
    state: () => ({ values: { curves: curves.position, events: events.position } }),
    restore: ({ values = {} }) => {
      curves.seek(Number(values['curves']));
      events.seek(Number(values['events']));
    },
  };
}

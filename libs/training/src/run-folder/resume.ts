/** Finds the folder of an earlier run and opens it to go on. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CorruptDataError, NotFoundError } from '@casebook/core';
import { writeJson } from '../metrics/evaluation-report.js';
import { openAppendFile } from './append-file.js';
import { CURVES_HEADER } from './curves-file.js';
import { environment } from './environment.js';
import { entries, FILES } from './run-files.js';
import { type RunEnvironment, type RunFolder, runFolder } from './run-folder.js';
import { versionEvent } from './tensorboard-events.js';

/**
 * Opens the folder of a run that was stopped: its configuration is in `config`, and `train` goes on from its newest whole checkpoint.
 *
 * @param dir the run's folder, or one that holds runs: then the newest of them
 * @throws {NotFoundError} `RUN_NOT_FOUND`
 * @throws {CorruptDataError} `RUN_DAMAGED` where its configuration cannot be read
 *
 * @example
 * const folder = await resumeFrom('runs/first');
 * const config = configSchema.parse(folder.config); // the choices of the first start
 */
export async function resumeFrom(dir: string): Promise<RunFolder> {
  const path = await findRun(dir);
  const config = await readJson(join(path, FILES.config));
  const env = (await readJson(join(path, FILES.environment))) as RunEnvironment;
  env.resumed = [...(env.resumed ?? []), await environment()];
  await writeJson(join(path, FILES.environment), env);
  const names = await entries(path);
  const eventsName = names.filter((name) => name.startsWith(FILES.events)).sort().at(-1); // prettier-ignore
  const start = versionEvent(Date.parse(env.at) / 1000);
  const curves = await openAppendFile(join(path, FILES.curves), CURVES_HEADER, names.includes(FILES.curves));
  const events = await openAppendFile(join(path, eventsName ?? `${FILES.events}.0.casebook`), start, eventsName !== undefined);
  const folder = runFolder(path, config, env, curves, events);
  await folder.restore({ values: { curves: CURVES_HEADER.length, events: start.length } }); // until a checkpoint says otherwise
  return folder;
}

async function findRun(dir: string): Promise<string> {
  const names = await entries(dir);
  if (names.includes(FILES.config)) return dir;
  const runs = await Promise.all(
    names.map(async (name) => {
      const started = await stat(join(dir, name, FILES.config)).catch(() => undefined);
      return started ? [{ path: join(dir, name), started: started.mtimeMs }] : [];
    }),
  );
  const newest = runs.flat().sort((a, b) => b.started - a.started)[0];
  if (!newest) throw new NotFoundError('RUN_NOT_FOUND', `${dir} holds no run: give the folder that the run was started with.`);
  return newest.path;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new CorruptDataError('RUN_DAMAGED', `${file} cannot be read: start a new run.`, { cause });
  }
}

/** A training program as an application would have it: `xor-child.fixture.ts RUN CONFIG_JSON [WIDTH]`, and `--resume` where the run exists. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CasebookError } from '@casebook/core';
import { useBackend } from '../backend/use-backend.js';
import { exitCodeOf } from '../loop/interrupt.js';
import type { TrainConfig } from '../loop/train-config.js';
import { train } from '../loop/train.js';
import { resumeFrom } from '../run-folder/resume.js';
import { createRunFolder } from '../run-folder/run-folder.js';
import { entries } from '../run-folder/run-files.js';
import { weightBits, xorRun } from './noisy-xor.fixture.js';

const [dir, json, width] = process.argv.slice(2) as [string, string, string?];
try {
  await useBackend('cpu');
  const config = JSON.parse(json) as TrainConfig;
  const folder = (await entries(dir)).includes('config.json') ? await resumeFrom(dir) : await createRunFolder(dir, config);
  const run = xorRun(config, width ? { width: Number(width) } : {});
  await train({ ...run, folder, onStep: ({ step }) => console.log(`step ${step}`), output: process.stderr });
  await folder.close();
  await writeFile(join(dir, 'weights.hex'), weightBits(run.model));
} catch (error) {
  if (!(error instanceof CasebookError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = exitCodeOf(error);
}

/** A training run's folder: a new one, or one that was stopped. */
import { join, resolve } from 'node:path';
import { ConflictError, InvalidInputError, parseWith } from '@casebook/core';
import type { Shop } from '@casebook/dataset-interactions';
import { createRunFolder, resumeFrom, type RunFolder } from '@casebook/training';
import { z } from 'zod';
import { openData } from '../data/open-data.js';
import type { CommonOptions } from './options.js';

/** Where runs are kept unless told. */
export const RUNS = 'runs';

export interface TrainOptions extends CommonOptions {
  registry?: string;
  packageVersion: string;
  attribution: string[];
  alias?: string;
  baselines: boolean;
  /** As it was typed. */
  command: string;
}

/** As parsed from the command line. */
export type GivenOptions = Omit<TrainOptions, 'data' | 'command'> & { data?: string; out?: string; resume?: string | true };

export interface Run {
  options: TrainOptions;
  shop: Shop;
  folder: RunFolder;
}

/** What config.json must hold for a run to go on; the options are as this program wrote them. */
const configSchema = z.looseObject({
  program: z.literal('recommender'),
  options: z.custom<TrainOptions>((value) => z.looseObject({ data: z.string(), command: z.string() }).safeParse(value).success),
  data: z.looseObject({ sha256: z.string() }),
});

/** @throws {InvalidInputError} `OPTION_MISSING` without `--data`; {ConflictError} `RUN_EXISTS` */
export async function startRun({ out, data, ...given }: GivenOptions): Promise<Run> {
  if (!data) throw new InvalidInputError('OPTION_MISSING', 'Give --data DIR for a new run, or --resume [RUN] to go on with one.');
  const options = { ...given, data: resolve(data), command: `npx nx train recommender -- ${process.argv.slice(3).join(' ')}` };
  const shop = await openData(data, options.cache, console.log);
  const dir = out ?? join(RUNS, `recommender-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
  const folder = await createRunFolder(dir, { program: 'recommender', options, data: { name: shop.name, sha256: shop.sha256 } });
  return { options, shop, folder };
}

/** @throws {InvalidInputError} `RUN_OTHER`; {ConflictError} `DATA_CHANGED`; and as `resumeFrom` */
export async function resumeRun(run: string | true): Promise<Run> {
  const folder = await resumeFrom(run === true ? RUNS : run);
  const { options, data } = parseWith(configSchema, folder.config, 'RUN_OTHER', `${folder.path} (config.json)`);
  console.log(`Going on with ${folder.path}: ${options.command}`);
  const shop = await openData(options.data, options.cache, console.log);
  if (shop.sha256 !== data.sha256) {
    throw new ConflictError(
      'DATA_CHANGED',
      `The data in ${options.data} are not those the run began with: put them back, or start a new run.`,
    );
  }
  return { options, shop, folder };
}

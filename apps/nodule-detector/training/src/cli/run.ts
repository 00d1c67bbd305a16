/** A training run's folder: a new one, or one that was stopped. */
import { parseWith } from '@casebook/core';
import { type BackendName, createRunFolder, resumeFrom, type RunFolder } from '@casebook/training';
import { join } from 'node:path';
import { z } from 'zod';
import { type Choices, defaultChoices } from '../system/choices.js';
import { fromHere } from './paths.js';

/** Where runs are kept unless told, and what was prepared for them. */
export const RUNS = 'runs';
export const CACHE = '.casebook/nodule';

export interface TrainOptions {
  data?: string;
  annotations?: string;
  excluded?: string;
  cache: string;
  registry?: string;
  packageVersion: string;
  alias?: string;
  phantoms?: number;
  validationPhantoms?: number;
  epochs?: number;
  laterEpochs?: number;
  crops?: number;
  mined?: number;
  lessons?: string[];
  table: boolean;
  attribution?: string[];
  seed: number;
  backend?: BackendName;
  /** As it was typed. */
  command: string;
}

/** As parsed from the command line. */
export type GivenOptions = Omit<TrainOptions, 'command'> & { out?: string; resume?: string | true };

export interface Run {
  options: TrainOptions;
  choices: Choices;
  folder: RunFolder;
}

const configSchema = z.looseObject({
  program: z.literal('nodule-detector'),
  options: z.custom<TrainOptions>((value) => z.looseObject({ command: z.string() }).safeParse(value).success),
  choices: z.custom<Choices>((value) => z.looseObject({ seed: z.int() }).safeParse(value).success),
});

/** @throws {ConflictError} `RUN_EXISTS` */
export async function startRun({ out, ...given }: GivenOptions): Promise<Run> {
  const { data, annotations, excluded, registry, cache } = given;
  const options: TrainOptions = {
    ...given,
    cache: fromHere(cache),
    ...(data && { data: fromHere(data) }),
    ...(annotations && { annotations: fromHere(annotations) }),
    ...(excluded && { excluded: fromHere(excluded) }),
    ...(registry && { registry: fromHere(registry) }),
    command: `npx nx train nodule-detector -- ${process.argv.slice(3).join(' ')}`,
  };
  const dir = fromHere(out ?? join(RUNS, `nodule-detector-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`));
  const choices = choicesOf(options);
  return { options, choices, folder: await createRunFolder(dir, { program: 'nodule-detector', options, choices }) };
}

/** @throws {InvalidInputError} `RUN_OTHER`; and as `resumeFrom` */
export async function resumeRun(run: string | true): Promise<Run> {
  const folder = await resumeFrom(fromHere(run === true ? RUNS : run));
  const { options, choices } = parseWith(configSchema, folder.config, 'RUN_OTHER', `${folder.path} (config.json)`);
  console.log(`Going on with ${folder.path}: ${options.command}`);
  return { options, choices, folder };
}

/** The defaults, and what the command line says instead. */
export const choicesOf = ({ seed, ...options }: TrainOptions): Choices =>
  defaultChoices(seed, Object.fromEntries(BUDGETED.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]]))));

const BUDGETED = ['phantoms', 'validationPhantoms', 'epochs', 'laterEpochs', 'crops', 'mined', 'lessons'] as const;

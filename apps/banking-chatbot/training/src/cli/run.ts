/** A training run's folder: a new one, or one that was stopped. */
import { join, resolve } from 'node:path';
import { parseWith } from '@casebook/core';
import { type BackendName, createRunFolder, resumeFrom, type RunFolder } from '@casebook/training';
import { z } from 'zod';
import type { BaseEncoderName } from '../encoder/base-encoders.js';
import type { TrainingMode } from '../system/train-assistant.js';
import { type Choices, defaultChoices } from '../system/choices.js';

/** Where runs are kept unless told. */
export const RUNS = 'runs';

export interface TrainOptions {
  data?: string;
  weights?: string;
  registry?: string;
  packageVersion: string;
  alias?: string;
  teacher: boolean;
  headsOnly?: boolean;
  base?: BaseEncoderName;
  layers?: number[];
  table: boolean;
  teacherEpochs?: number;
  studentEpochs?: number;
  epochShare?: number;
  demoSentences?: number;
  calibrationTexts?: number;
  vocabulary?: number;
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
  program: z.literal('banking-chatbot'),
  options: z.custom<TrainOptions>((value) => z.looseObject({ command: z.string() }).safeParse(value).success),
  choices: z.custom<Choices>((value) => z.looseObject({ seed: z.int() }).safeParse(value).success),
});

/** @throws {ConflictError} `RUN_EXISTS` */
export async function startRun({ out, data, ...given }: GivenOptions): Promise<Run> {
  const options = {
    ...given,
    ...(data && { data: resolve(data) }),
    command: `npx nx train banking-chatbot -- ${process.argv.slice(3).join(' ')}`,
  };
  const dir = out ?? join(RUNS, `banking-chatbot-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
  const choices = choicesOf(options);
  return { options, choices, folder: await createRunFolder(dir, { program: 'banking-chatbot', options, choices }) };
}

/** @throws {InvalidInputError} `RUN_OTHER`; and as `resumeFrom` */
export async function resumeRun(run: string | true): Promise<Run> {
  const folder = await resumeFrom(run === true ? RUNS : run);
  const { options, choices } = parseWith(configSchema, folder.config, 'RUN_OTHER', `${folder.path} (config.json)`);
  console.log(`Going on with ${folder.path}: ${options.command}`);
  return { options, choices, folder };
}

export const modeOf = ({ teacher, headsOnly = false }: TrainOptions): TrainingMode =>
  headsOnly ? 'heads' : teacher ? 'teacher' : 'labels';

/** The defaults, and what the command line says instead. */
export function choicesOf({
  seed,
  teacherEpochs,
  studentEpochs,
  epochShare = 1,
  demoSentences,
  vocabulary,
  base,
  layers,
  calibrationTexts,
}: TrainOptions): Choices {
  const choices = defaultChoices(seed);
  const { teacher, student } = choices;
  return {
    ...choices,
    base: base ?? choices.base,
    calibrated: calibrationTexts ?? choices.calibrated,
    shares: Object.fromEntries(Object.entries(choices.shares).map(([name, each]) => [name, each * epochShare])) as Choices['shares'],
    demoSentences: demoSentences ?? choices.demoSentences,
    teacher: { ...teacher, epochs: teacherEpochs ?? teacher.epochs },
    student: {
      ...student,
      layers: layers ?? student.layers,
      vocabulary: vocabulary ?? student.vocabulary,
      lesson: { ...student.lesson, epochs: studentEpochs ?? student.lesson.epochs },
    },
  };
}

/** Options that both commands understand. */
import { InvalidInputError } from '@casebook/core';
import { type BackendName, BACKENDS, describeBackend, useBackend } from '@casebook/training';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EvaluationRequest } from '../evaluation/evaluate.js';
import type { Split } from '../evaluation/protocol.js';
import { defaultOptions, treesOf } from '../system/options.js';

/** Of `--data`. */
export const DATA = 'folder with online_retail.csv.gz, or with interactions.csv|parquet and optionally items.csv';

export interface CommonOptions {
  data: string;
  cache: string;
  split: Split;
  testDays: number;
  testFrom?: string;
  seed: number;
  epochs?: number;
  dimension: number;
  trees?: number;
  neighbours: number;
  backend?: BackendName;
}

const whole = (least: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least) throw new InvalidArgumentError(`Give a whole number of at least ${least}.`);
  return value;
};

export function withCommonOptions(command: Command): Command {
  const defaults = defaultOptions();
  return command
    .option('--cache <dir>', 'where prepared data are kept', '.casebook/data')
    .addOption(new Option('--split <split>', 'what is held out').choices(['temporal', 'leave-one-out']).default('temporal'))
    .option('--test-days <days>', 'length of the temporal test', whole(1), 30)
    .option('--test-from <date>', 'first day of the temporal test, e.g. 2011-11-10 (default: the last days of the data)')
    .option('--seed <n>', 'of everything random', whole(0), defaults.seed)
    .option(
      '--epochs <n>',
      `of the two towers before the first window (${defaults.epochs}), or of a leave-one-out (${defaults.sequenceEpochs})`,
      whole(1),
    )
    .option('--dimension <n>', "width of the towers' vectors", whole(4), defaults.towers.dimension)
    .option('--trees <n>', 'of each ranker', whole(1))
    .option('--neighbours <n>', 'of each item in the tables', whole(1), defaults.tables.neighbours)
    .addOption(new Option('--backend <name>', 'engine of the towers (default: the fastest that starts)').choices([...BACKENDS]));
}

/** @throws {InvalidInputError} `DATE_INVALID` */
export function evaluationRequest(options: CommonOptions, baselines: boolean): EvaluationRequest {
  const defaults = defaultOptions();
  const testFrom = options.testFrom === undefined ? undefined : Date.parse(options.testFrom);
  if (Number.isNaN(testFrom)) throw new InvalidInputError('DATE_INVALID', `"${options.testFrom}" is not a date: give one like 2011-11-10.`);
  const trees = options.trees ? treesOf(options.trees, options.trees) : defaults.ranker.trees;
  return {
    split: options.split,
    testDays: options.testDays,
    ...(testFrom === undefined ? {} : { testFrom }),
    baselines,
    options: {
      ...defaults,
      seed: options.seed,
      epochs: options.epochs ?? defaults.epochs,
      sequenceEpochs: options.epochs ?? defaults.sequenceEpochs,
      towers: { ...defaults.towers, dimension: options.dimension, hidden: 2 * options.dimension },
      tables: { ...defaults.tables, neighbours: options.neighbours },
      ranker: { ...defaults.ranker, trees },
    },
  };
}

/** Starts the engine and says which one it is. */
export async function startBackend(preferred: BackendName | undefined): Promise<void> {
  console.log(describeBackend(await useBackend(preferred)));
}

/** `npx nx evaluate nodule-detector -- --data DIR --annotations FILE [--excluded FILE] [--package DIR] [--json FILE] [--csv FILE]`, or `--phantoms N` */
import { InvalidInputError } from '@casebook/core';
import { openRegistry } from '@casebook/model-packages';
import { PACKAGE_NAME } from '@casebook/nodule-detector-contract/detector';
import { formatEvaluation, writeEvaluationReport } from '@casebook/training';
import { Command, InvalidArgumentError } from 'commander';
import { join, resolve } from 'node:path';
import { FIRST_SEED } from '../data/phantom-cache.js';
import { type EvaluatedData, scansOfFolder, scansOfPhantoms } from '../evaluation/evaluated-scans.js';
import { evaluate } from '../evaluation/evaluate.js';
import { writeMarks } from '../evaluation/marks-file.js';
import { fromHere } from './paths.js';
import { CACHE } from './run.js';

/** The committed packages. */
const REGISTRY = resolve(import.meta.dirname, '../../../registry');

interface Options {
  data?: string;
  annotations?: string;
  excluded?: string;
  phantoms?: number;
  first: number;
  cache: string;
  package?: string;
  json?: string;
  csv?: string;
  seed: number;
}

const whole = (text: string) => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
};

export const evaluateCommand = () =>
  new Command('evaluate')
    .description('Scores a model package as LUNA16 does; nothing is taught. For research use, not a medical device.')
    .option('--data <dir>', 'any tree of DICOM series, NIfTI or MetaImage files')
    .option('--annotations <file>', "nodules of these scans: a list of LUNA16's form (mm, LPS), or a folder with LIDC-IDRI's XML")
    .option('--excluded <file>', 'findings that count neither way, in the same form')
    .option(
      '--phantoms <n>',
      'in place of --data: so many phantoms that nothing was learned from, half of them unlike those that were',
      whole,
    )
    .option('--first <seed>', 'of the first phantom', whole, FIRST_SEED.holdOut)
    .option('--cache <dir>', 'where phantoms are kept', CACHE)
    .option('--package <dir>', 'folder of a model package (default: the committed champion)')
    .option('--json <file>', 'where the report is written')
    .option('--csv <file>', "where the marks are written, in LUNA16's submission format")
    .option('--seed <n>', 'of the bootstrap', whole, 1)
    .action(async (options: Options) => {
      const folder = options.package ? fromHere(options.package) : (await openRegistry(REGISTRY).resolve(`${PACKAGE_NAME}@champion`)).dir;
      const { csv, json } = options;
      const { report } = await evaluate({
        package: folder,
        data: await dataOf(options),
        seed: options.seed,
        ...(csv && { keepMarks: (marks) => writeMarks(fromHere(csv), marks) }),
        onScan: (series, { found, falsePositives }, seconds) =>
          console.error(`${series}: ${found.filter((one) => one !== undefined).length} of ${found.length} nodules marked, ${falsePositives.length} other marks, ${seconds.toFixed(1)} s`), // prettier-ignore
      });
      console.log(`\n${report.protocol}\n\n${formatEvaluation(report)}`);
      if (json) await writeEvaluationReport(fromHere(json), report);
    });

/** @throws InvalidInputError EVALUATION_DATA */
async function dataOf({ data, annotations, excluded, phantoms, first, cache }: Options): Promise<EvaluatedData> {
  if (phantoms !== undefined) return scansOfPhantoms(join(fromHere(cache), 'phantoms'), { first, count: phantoms });
  if (!data || !annotations) {
    throw new InvalidInputError('EVALUATION_DATA', 'Give --data DIR and --annotations FILE, or --phantoms N.');
  }
  return scansOfFolder({
    data: fromHere(data),
    annotations: fromHere(annotations),
    ...(excluded && { excluded: fromHere(excluded) }),
    onProblem: (path, error) => console.error(`${path}: ${error.message}`),
  });
}

/** `npx nx train banking-chatbot -- --data DIR [--out DIR]`, and `npx nx train banking-chatbot -- --resume [RUN]` */
import { join } from 'node:path';
import { openRegistry } from '@casebook/model-packages';
import { type BackendName, BACKENDS, describeBackend, formatCompression, useBackend } from '@casebook/training';
import { Command, InvalidArgumentError, Option } from 'commander';
import { demoBankCorpus } from '../corpora/demo-bank-corpus.js';
import { withNaturalTexts } from '../corpora/natural-texts.js';
import { readCorpora } from '../corpora/read-corpora.js';
import { BASE_ENCODERS } from '../encoder/base-encoders.js';
import { readBaseEncoder } from '../encoder/read-base-encoder.js';
import { packageContents } from '../package/build-package.js';
import { compressAssistant } from '../package/compress-assistant.js';
import { prepareMaterial } from '../system/material.js';
import { trainAssistant } from '../system/train-assistant.js';
import { type GivenOptions, modeOf, resumeRun, RUNS, startRun } from './run.js';

const whole = (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number of at least 1.');
  return value;
};

const share = (text: string) => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('Give a number above 0.');
  return value;
};

export const trainCommand = () =>
  new Command('train')
    .description('Teaches a twelve-layer network, distils a four-layer one, and writes a run folder with a model package.')
    .option('--data <dir>', 'folder with banking77/, clinc150/, multidogo-finance/, nlupp-banking/; what is missing is left out')
    .option('--weights <dir>', 'folder with the published encoder (default: CASEBOOK_WEIGHTS, else the Hugging Face hub)')
    .option('--out <dir>', `run folder: configuration, curves, checkpoints, package (default: a new one in ${RUNS}/)`)
    .option('--resume [run]', `goes on with a run that was stopped, with its own options (default: the newest in ${RUNS}/)`)
    .option('--registry <dir>', 'where the package is published (default: registry/ in the run folder)')
    .option('--package-version <semver>', 'version of the package', '1.0.0')
    .option('--alias <name>', 'alias to set on the package, e.g. champion')
    .option('--no-teacher', 'the student learns of labels alone: worse, in a fraction of the time')
    .option('--heads-only', 'the encoder stays as it was published, only heads are taught: minutes')
    .option('--no-table', 'do not measure what compression costs')
    .option('--teacher-epochs <n>', 'passes of the teacher', whole)
    .option('--student-epochs <n>', 'passes of the student', whole)
    .option('--epoch-share <share>', 'how much of its texts an epoch sees, 1 unless told', share)
    .option('--calibration-texts <n>', 'validation texts of each corpus that the package is calibrated on', whole)
    .option('--demo-sentences <n>', 'generated sentences of the demo bank', whole)
    .addOption(new Option('--base <name>', 'published encoder').choices(Object.keys(BASE_ENCODERS)))
    .option('--layers <list>', 'blocks of it, from 1, that the student begins as, e.g. 3,6,9,12', (text) => text.split(',').map(whole))
    .option('--vocabulary <n>', "the student's word pieces", whole)
    .option('--seed <n>', 'of everything random', whole, 1)
    .addOption(new Option('--backend <name>', 'engine (default: the fastest that starts)').choices([...BACKENDS]))
    .action(async (given: GivenOptions & { backend?: BackendName }) => {
      const { options, choices, folder } = given.resume ? await resumeRun(given.resume) : await startRun(given);
      console.log(describeBackend(await useBackend(options.backend)));
      const base = await readBaseEncoder(choices.base, options.weights);
      const others = await readCorpora(options.data, choices.seed, console.log);
      const corpora = [withNaturalTexts(demoBankCorpus(choices.seed, choices.demoSentences), others), ...others];
      const material = prepareMaterial(corpora, base, choices);
      const training = { folder, mode: modeOf(options), say: console.log };
      const trained = await trainAssistant(material, choices, training);
      const table = options.table ? (await compressAssistant(trained, choices, training)).rows : undefined;
      if (table) console.log(`\n${formatCompression(table)}`);
      const contents = await packageContents({
        material,
        student: trained.student,
        choices,
        version: options.packageVersion,
        createdAt: folder.environment.at,
        command: options.command,
        ...(table && { table }),
      });
      await folder.writeMetrics({ validation: contents.metrics, compression: table });
      await folder.close();
      const registry = openRegistry(options.registry ?? join(folder.path, 'registry'));
      const { name, version, dir } = await registry.publish(contents);
      if (options.alias) await registry.setAlias(name, options.alias, version);
      console.log(`\nPackage ${name}@${version}: ${dir}`);
    });

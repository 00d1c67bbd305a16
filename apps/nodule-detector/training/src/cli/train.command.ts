/** `npx nx train nodule-detector -- [--data DIR --annotations FILE] [--out DIR]`, and `npx nx train nodule-detector -- --resume [RUN]` */
import { join } from 'node:path';
import { openRegistry } from '@casebook/model-packages';
import { BACKENDS, type BackendName, describeBackend, useBackend } from '@casebook/training';
import { Command, InvalidArgumentError, Option } from 'commander';
import { packageContents } from '../package/build-package.js';
import { measureLesson } from '../package/measure-lesson.js';
import type { LessonRow } from '../package/model-card.js';
import { collectBoxes } from '../system/boxes.js';
import { BUDGET } from '../system/choices.js';
import { trainSystem } from '../system/train-system.js';
import { CACHE, type GivenOptions, resumeRun, RUNS, startRun } from './run.js';

const whole = (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number of at least 1.');
  return value;
};

export const trainCommand = () =>
  new Command('train')
    .description(
      'Teaches the detector on phantoms, then on real scans where there are some, then the reducer; writes a run folder with a package.',
    )
    .option('--data <dir>', 'real scans: any tree of DICOM series, NIfTI or MetaImage files; nodules are drawn into them')
    .option('--annotations <file>', "nodules of these scans, learned from, too: a list of LUNA16's form, or a folder with LIDC-IDRI's XML")
    .option('--excluded <file>', 'findings that count neither way, in the same form')
    .option('--attribution <text...>', 'whom the real scans are owed to: it is written into the package')
    .option('--cache <dir>', 'where phantoms and prepared scans are kept', CACHE)
    .option('--out <dir>', `run folder: configuration, curves, checkpoints, package (default: a new one in ${RUNS}/)`)
    .option('--resume [run]', `goes on with a run that was stopped, with its own options (default: the newest in ${RUNS}/)`)
    .option('--registry <dir>', 'where the package is published (default: registry/ in the run folder)')
    .option('--package-version <semver>', 'version of the package', '1.0.0')
    .option('--alias <name>', 'alias to set on the package, e.g. champion')
    .option('--phantoms <n>', `phantoms to learn from (default: ${BUDGET.phantoms})`, whole)
    .option('--validation-phantoms <n>', `whole phantoms that settings are chosen on (default: ${BUDGET.validationPhantoms})`, whole)
    .option('--epochs <n>', `of the first lesson; the others follow (default: ${BUDGET.epochs})`, whole)
    .option('--later-epochs <n>', 'of each later lesson (default: a half or a quarter of the first)', whole)
    .option('--crops <n>', `of an epoch (default: ${BUDGET.crops})`, whole)
    .option('--mined <n>', `boxes in which hard places are looked for before a lesson (default: ${BUDGET.mined})`, whole)
    .option('--lessons <names>', 'of the detector: phantoms, hard, large, implanted, real (default: each that has scans)', (text) =>
      text.split(','),
    )
    .option('--no-table', 'do not measure what each lesson brings')
    .option('--seed <n>', 'of everything random', whole, 1)
    .addOption(new Option('--backend <name>', 'engine (default: the fastest that starts)').choices([...BACKENDS]))
    .action(async (given: GivenOptions & { backend?: BackendName }) => {
      const { options, choices, folder } = given.resume ? await resumeRun(given.resume) : await startRun(given);
      console.log(describeBackend(await useBackend(options.backend)));
      const boxes = await collectBoxes({ ...options, say: console.log }, choices);
      const lessons: LessonRow[] = [];
      const trained = await trainSystem(boxes, choices, {
        folder,
        say: console.log,
        onLesson: async (lesson, network) => {
          if (options.table) lessons.push(await measureLesson(folder, lesson, network, await boxes.scans()));
        },
      });
      const contents = await packageContents({
        trained,
        choices,
        version: options.packageVersion,
        createdAt: folder.environment.at,
        command: options.command,
        training: boxes.training,
        validation: await boxes.scans(),
        lessons,
        ...(options.attribution && { attribution: options.attribution }),
        say: console.log,
      });
      await folder.writeMetrics({ validation: contents.metrics, lessons });
      await folder.close();
      const registry = openRegistry(options.registry ?? join(folder.path, 'registry'));
      const { name, version, dir } = await registry.publish(contents);
      if (options.alias) await registry.setAlias(name, options.alias, version);
      console.log(`\nPackage ${name}@${version}: ${dir}`);
    });

/** `npx nx train recommender -- --data DIR [--out DIR]`, and `npx nx train recommender -- --resume [RUN]` */
import { join } from 'node:path';
import { openRegistry } from '@casebook/model-packages';
import { formatEvaluation } from '@casebook/training';
import { Command } from 'commander';
import { evaluate } from '../evaluation/evaluate.js';
import { packageContents } from '../package/build-package.js';
import { consoleReporter } from './console-reporter.js';
import { DATA, evaluationRequest, startBackend, withCommonOptions } from './options.js';
import { type GivenOptions, resumeRun, RUNS, startRun } from './run.js';

export const trainCommand = () =>
  withCommonOptions(new Command('train'))
    .description('Trains, measures on the held-out part, and writes a run folder with a model package.')
    .option('--data <dir>', DATA)
    .option('--out <dir>', `run folder: configuration, curves, checkpoints, metrics, package (default: a new one in ${RUNS}/)`)
    .option('--resume [run]', `goes on with a run that was stopped, with its own options (default: the newest in ${RUNS}/)`)
    .option('--registry <dir>', 'where the package is published (default: registry/ in the run folder)')
    .option('--package-version <semver>', 'version of the package', '1.0.0')
    .option('--alias <name>', 'alias to set on the package, e.g. champion')
    .option('--attribution <text...>', 'credit that the data or weights ask for', [])
    .option('--no-baselines', 'do not measure the baselines beside')
    .action(async (given: GivenOptions) => {
      const { options, shop, folder } = given.resume ? await resumeRun(given.resume) : await startRun(given);
      const request = evaluationRequest(options, options.baselines);
      await startBackend(options.backend);
      const evaluation = await evaluate(shop, request, consoleReporter(folder));
      console.log(`\n${evaluation.report.protocol}\n\n${formatEvaluation(evaluation.report)}`);
      await folder.writeMetrics(evaluation.report);
      await folder.close();
      const contents = await packageContents({
        shop,
        evaluation,
        options: request.options,
        version: options.packageVersion,
        createdAt: folder.environment.at,
        command: options.command,
        attribution: options.attribution,
      });
      const registry = openRegistry(options.registry ?? join(folder.path, 'registry'));
      const { name, version, dir } = await registry.publish(contents);
      if (options.alias) await registry.setAlias(name, options.alias, version);
      console.log(`\nPackage ${name}@${version}: ${dir}`);
    });

/** `npx nx train recommender -- --data DIR --out DIR` */
import { join } from 'node:path';
import { openRegistry } from '@casebook/model-packages';
import { createRunFolder, formatEvaluation } from '@casebook/training';
import { Command } from 'commander';
import { openData } from '../data/open-data.js';
import { evaluate } from '../evaluation/evaluate.js';
import { packageContents } from '../package/build-package.js';
import { consoleReporter } from './console-reporter.js';
import { type CommonOptions, evaluationRequest, startBackend, withCommonOptions } from './options.js';

interface TrainOptions extends CommonOptions {
  out: string;
  registry?: string;
  packageVersion: string;
  attribution: string[];
  alias?: string;
  baselines: boolean;
}

export const trainCommand = () =>
  withCommonOptions(new Command('train'))
    .description('Trains, measures on the held-out part, and writes a run folder with a model package.')
    .requiredOption('--out <dir>', 'run folder: configuration, curves, metrics, package')
    .option('--registry <dir>', 'where the package is published (default: registry/ in the run folder)')
    .option('--package-version <semver>', 'version of the package', '1.0.0')
    .option('--alias <name>', 'alias to set on the package, e.g. champion')
    .option('--attribution <text...>', 'credit that the data or weights ask for', [])
    .option('--no-baselines', 'do not measure the baselines beside')
    .action(async (options: TrainOptions) => {
      const request = evaluationRequest(options, options.baselines);
      const shop = await openData(options.data, options.cache, console.log);
      const folder = await createRunFolder(options.out, { command: 'train', data: { name: shop.name, sha256: shop.sha256 }, ...request });
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
        createdAt: new Date().toISOString(),
        command: `npx nx train recommender -- ${process.argv.slice(3).join(' ')}`,
        attribution: options.attribution,
      });
      const registry = openRegistry(options.registry ?? join(options.out, 'registry'));
      const { name, version, dir } = await registry.publish(contents);
      if (options.alias) await registry.setAlias(name, options.alias, version);
      console.log(`\nPackage ${name}@${version}: ${dir}`);
    });

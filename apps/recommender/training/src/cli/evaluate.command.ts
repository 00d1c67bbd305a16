/** `npx nx evaluate recommender -- --data DIR [--split temporal|leave-one-out] [--json FILE]` */
import { formatEvaluation, writeEvaluationReport } from '@casebook/training';
import { Command } from 'commander';
import { openData } from '../data/open-data.js';
import { evaluate } from '../evaluation/evaluate.js';
import { consoleReporter } from './console-reporter.js';
import { type CommonOptions, DATA, evaluationRequest, startBackend, withCommonOptions } from './options.js';

export const evaluateCommand = () =>
  withCommonOptions(new Command('evaluate'))
    .description('Trains on the train part and scores the test part over the full catalogue, beside the baselines.')
    .requiredOption('--data <dir>', DATA)
    .option('--json <file>', 'where the report is written')
    .option('--no-baselines', 'our system only: half the time')
    .action(async (options: CommonOptions & { json?: string; baselines: boolean }) => {
      const request = evaluationRequest(options, options.baselines);
      const shop = await openData(options.data, options.cache, console.log);
      await startBackend(options.backend);
      const { report } = await evaluate(shop, request, consoleReporter());
      console.log(`\n${report.protocol}\n\n${formatEvaluation(report)}`);
      if (options.json) await writeEvaluationReport(options.json, report);
    });

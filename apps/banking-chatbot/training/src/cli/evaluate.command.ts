/** `npx nx evaluate banking-chatbot -- --task intent|oos|slots|multi-intent|dialogue --test FILE [--package DIR] [--json FILE]` */
import { PACKAGE_NAME } from '@casebook/banking-chatbot-contract/understanding';
import { openRegistry } from '@casebook/model-packages';
import { formatEvaluation, writeEvaluationReport } from '@casebook/training';
import { Command, InvalidArgumentError, Option } from 'commander';
import { resolve } from 'node:path';
import { evaluate, type Task, TASKS } from '../evaluation/evaluate.js';

/** The committed packages. */
const REGISTRY = resolve(import.meta.dirname, '../../../registry');

interface Options {
  task: Task;
  test: string;
  package?: string;
  train?: string;
  schema?: string;
  json?: string;
  seed: number;
}

const whole = (text: string) => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
};

export const evaluateCommand = () =>
  new Command('evaluate')
    .description('Scores a model package on a test file of any of the corpora; nothing is trained.')
    .addOption(new Option('--task <task>', 'what is scored').choices([...TASKS]).makeOptionMandatory())
    .requiredOption(
      '--test <file>',
      'BANKING77 csv, CLINC150 json, MultiDoGO tsv, NLU++ json, SGD dialogues json or demo-bank jsonl; its form says which',
    )
    .option('--package <dir>', 'folder of a model package (default: the committed champion)')
    .option('--train <file>', 'file of the same form: a row of TF-IDF with a linear classifier trained on it (intent, oos)')
    .option('--schema <file>', "SGD schema (default: the schema beside the test file that has the dialogues' services)")
    .option('--json <file>', 'where the report is written')
    .option('--seed <n>', 'of the bootstrap', whole, 1)
    .action(async ({ package: folder, json, ...given }: Options) => {
      const dir = folder ?? (await openRegistry(REGISTRY).resolve(`${PACKAGE_NAME}@champion`)).dir;
      const report = await evaluate({ ...given, package: dir });
      console.log(`\n${report.protocol}\n\n${formatEvaluation(report)}`);
      if (json) await writeEvaluationReport(json, report);
    });

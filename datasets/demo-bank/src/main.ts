/** npx nx run dataset-demo-bank:generate --out .casebook/demo-bank --seed 7 */
import { CasebookError } from '@casebook/core';
import { Command } from 'commander';
import { resolve } from 'node:path';
import { DEMO_BANK_SIZES } from './generate.js';
import { writeDemoBank } from './write-demo-bank.js';

interface Options {
  out: string;
  seed: number;
  train: number;
  validation: number;
  test: number;
}

const program = new Command('demo-bank').description('What customers of the demo bank write.');

program
  .command('generate')
  .requiredOption('--out <dir>', 'folder for train.jsonl, validation.jsonl and test.jsonl')
  .option('--seed <number>', 'any whole number', Number, 7)
  .option('--train <number>', 'sentences for training', Number, DEMO_BANK_SIZES.train)
  .option('--validation <number>', 'sentences for validation', Number, DEMO_BANK_SIZES.validation)
  .option('--test <number>', 'sentences for the test', Number, DEMO_BANK_SIZES.test)
  .action(async ({ out, seed, ...sizes }: Options) => {
    // npm and nx start a script in the workspace's root; paths are meant from where the person stands.
    const dir = resolve(process.env['INIT_CWD'] ?? process.cwd(), out);
    for (const { name, rows } of await writeDemoBank(dir, seed, sizes)) console.log(`${name}: ${rows} sentences`);
  });

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CasebookError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
});

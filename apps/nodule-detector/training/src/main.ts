/**
 * The nodule detector's command line.
 *
 * npx nx phantoms nodule-detector -- [--kind boxes] [--count N]
 * npx nx train nodule-detector -- [--data DIR] [--out DIR]
 * npx nx train nodule-detector -- --resume [RUN]
 * npx nx evaluate nodule-detector -- --data DIR --annotations FILE --json FILE
 */
import { CasebookError } from '@casebook/core';
import { exitCodeOf } from '@casebook/training';
import { Command } from 'commander';
import { evaluateCommand } from './cli/evaluate.command.js';
import { phantomsCommand } from './cli/phantoms.command.js';
import { trainCommand } from './cli/train.command.js';

const program = new Command('nodule-detector').addCommand(phantomsCommand()).addCommand(trainCommand()).addCommand(evaluateCommand());
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CasebookError)) throw error;
  console.error(`\n${error.code}: ${error.message}`);
  process.exitCode = exitCodeOf(error);
}

/**
 * The banking assistant's command line.
 *
 * npx nx train banking-chatbot -- --data DIR [--out DIR]
 * npx nx train banking-chatbot -- --resume [RUN]
 * npx nx evaluate banking-chatbot -- --task intent --test FILE --json FILE
 */
import { CasebookError } from '@casebook/core';
import { exitCodeOf } from '@casebook/training';
import { Command } from 'commander';
import { evaluateCommand } from './cli/evaluate.command.js';
import { trainCommand } from './cli/train.command.js';

const program = new Command('banking-chatbot').addCommand(trainCommand()).addCommand(evaluateCommand());
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CasebookError)) throw error;
  console.error(`\n${error.code}: ${error.message}`);
  process.exitCode = exitCodeOf(error);
}

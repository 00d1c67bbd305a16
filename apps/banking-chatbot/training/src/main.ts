/**
 * The banking assistant's command line.
 *
 * npx nx train banking-chatbot -- --data DIR [--out DIR]
 * npx nx train banking-chatbot -- --resume [RUN]
 */
import { CasebookError } from '@casebook/core';
import { exitCodeOf } from '@casebook/training';
import { Command } from 'commander';
import { trainCommand } from './cli/train.command.js';

const program = new Command('banking-chatbot').addCommand(trainCommand());
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CasebookError)) throw error;
  console.error(`\n${error.code}: ${error.message}`);
  process.exitCode = exitCodeOf(error);
}

/** `npm run setup:native [-- --gpu]`: native TensorFlow for training. Asks nothing; no demo and no test needs it. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CasebookError } from '@casebook/core';
import { makePlan } from './plan.js';
import { setupNative } from './setup-native.js';

const { values } = parseArgs({
  options: {
    gpu: { type: 'boolean', default: false },
    root: { type: 'string', default: resolve(import.meta.dirname, '../../..') },
  },
});

try {
  await setupNative(makePlan(resolve(values.root), values.gpu), (line) => console.log(line));
} catch (error) {
  if (!(error instanceof CasebookError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}

/**
 * Writes a synthetic shop as `interactions.csv` and `items.csv`:
 *
 *   npx nx run dataset-synthetic-shop:generate --out .casebook/shop --seed 7
 */
import { CasebookError } from '@casebook/core';
import { Command, InvalidArgumentError } from 'commander';
import { resolve } from 'node:path';
import { createShop, defaults } from './synthetic-shop.js';
import { writeShop } from './write-shop.js';

const whole = (text: string) => {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
};

const program = new Command('synthetic-shop').description('A seeded generator of a shop: the same seed, the same bytes.');

program
  .command('generate')
  .requiredOption('--out <dir>', 'folder for interactions.csv and items.csv')
  .option('--seed <n>', 'seed', whole, 7)
  .option('--users <n>', 'customers', whole, defaults.users)
  .option('--items <n>', 'items', whole, defaults.items)
  .option('--days <n>', 'days of history', whole, defaults.days)
  .option('--until <date>', 'end of the history', defaults.until)
  .action(async ({ out, seed, ...options }: { out: string; seed: number; users: number; items: number; days: number; until: string }) => {
    // npm and nx start a script in the project's folder; the path is meant from where the person stands.
    const dir = resolve(process.env['INIT_CWD'] ?? process.cwd(), out);
    const events = await writeShop(createShop(seed, options), dir);
    console.log(`${events} interactions of ${options.users} customers with ${options.items} items written to ${dir}`);
  });

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CasebookError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
});

/**
 * Fetches and prepares UCI Online Retail:
 *
 *   npx nx run dataset-online-retail:download --out .casebook/online-retail
 *   npx nx run dataset-online-retail:prepare --data .casebook/online-retail --out .casebook/online-retail-clean
 */
import { CasebookError } from '@casebook/core';
import { reportMarkdown } from '@casebook/data-pipelines';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { resolve } from 'node:path';
import { downloadOnlineRetail } from './download.js';
import { readManifest } from './manifest.js';
import { prepareOnlineRetail } from './online-retail.js';

// npm and nx start a script in the workspace's root; paths are meant from where the person stands.
const here = (path: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);

const program = new Command('online-retail').description('UCI Online Retail: fetch it, clean it.');

program
  .command('download')
  .requiredOption('--out <dir>', 'folder for online_retail.csv')
  .action(async ({ out }: { out: string }) => {
    const manifest = await readManifest();
    const bar = new SingleBar({ format: '{bar} {value}/{total} days, {eta_formatted} left', noTTYOutput: true });
    bar.start(manifest.download.parts.length, 0);
    const path = await downloadOnlineRetail(manifest, here(out), { onProgress: (parts) => bar.update(parts) }).finally(() => bar.stop());
    console.log(`${path}\n${manifest.licence}. ${manifest.citation}`);
  });

program
  .command('prepare')
  .requiredOption('--data <dir>', 'folder with online_retail.csv or .csv.gz')
  .requiredOption('--out <dir>', 'folder for interactions.parquet, items.parquet and the report')
  .action(async ({ data, out }: { data: string; out: string }) => {
    const { report } = await prepareOnlineRetail(here(data), here(out));
    console.log(reportMarkdown(report));
  });

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CasebookError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
});

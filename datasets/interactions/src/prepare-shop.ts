/** From `interactions.csv|parquet` and, where there is one, `items.csv|parquet` to the canonical Parquet files. */
import { InvalidInputError, NotFoundError } from '@casebook/core';
import { runPipeline, sha256Text, writeTextAtomically, type RunOptions, type RunReport } from '@casebook/data-pipelines';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { shopPipeline } from './pipeline.js';

/** What a shop's folder is called and which bytes it came from; written beside the canonical files. */
export interface ShopIdentity {
  name: string;
  sha256: string;
}

const ENDINGS = ['.parquet', '.csv', '.csv.gz', '.tsv', '.tsv.gz'];

/** The file `stem` with one of the endings that can be read, or undefined. */
export const findTable = (dir: string, stem: string): string | undefined =>
  ENDINGS.map((ending) => join(dir, `${stem}${ending}`)).find((path) => existsSync(path));

/**
 * Cleans a shop's files into `outDir`: `interactions.parquet`, `items.parquet`, `report.json`, `shop.json`. Runs again only
 * what has changed.
 *
 * @param dir holds `interactions.csv` or `.parquet` with user_id, item_id, timestamp and, if known, event, quantity, price,
 *   basket_id, context; and perhaps `items.csv` or `.parquet` with item_id and any further columns
 * @param identity where the files were made from others: what those were
 * @throws {NotFoundError} `DATA_NOT_FOUND`
 * @throws {InvalidInputError} `COLUMN_MISSING`, `EVENT_UNKNOWN`, `SHOP_EMPTY` where the rules leave no interaction
 * @throws {CorruptDataError} where a file cannot be read
 */
export async function prepareShop(dir: string, outDir: string, options: RunOptions & { identity?: ShopIdentity } = {}): Promise<RunReport> {
  const interactions = findTable(dir, 'interactions');
  if (!interactions) {
    throw new NotFoundError(
      'DATA_NOT_FOUND',
      `${basename(dir)} holds no interactions.csv or interactions.parquet: give the folder that does.`,
    );
  }
  const name = options.identity?.name ?? basename(resolve(dir));
  const report = await runPipeline(shopPipeline(name, { interactions, items: findTable(dir, 'items') }), outDir, options);
  const cleaned = report.steps.find((step) => step.name === 'interactions');
  if (cleaned?.rowsOut === 0) {
    const dropped = cleaned.dropped.map(({ rule, rows }) => `${rule} ${rows}`).join(', ');
    throw new InvalidInputError(
      'SHOP_EMPTY',
      `${basename(interactions)}: the cleaning rules leave no row (${dropped}). Correct the file.`,
      { details: cleaned },
    );
  }
  const identity: ShopIdentity = options.identity ?? { name, sha256: checksumOf(report) };
  await writeTextAtomically(join(outDir, 'shop.json'), `${JSON.stringify(identity, null, 2)}\n`);
  return report;
}

function checksumOf({ sources }: RunReport): string {
  const [first, ...others] = sources;
  return others.length === 0 ? first!.sha256 : sha256Text(sources.map(({ file, sha256 }) => `${file} ${sha256}\n`).join(''));
}

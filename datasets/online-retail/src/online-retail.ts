/** UCI Online Retail as a source of shops: recognised by its file, cleaned into the interactions format. */
import { NotFoundError } from '@casebook/core';
import { runPipeline, type RunOptions } from '@casebook/data-pipelines';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { onlineRetailPipeline } from './pipeline.js';

const FILES = ['online_retail.csv', 'online_retail.csv.gz'];

/** The data file in a folder, or the path itself if it is one of the two file names; undefined where there is none. */
export async function findOnlineRetail(path: string): Promise<string | undefined> {
  const candidates = FILES.includes(basename(path)) ? [path] : FILES.map((file) => join(path, file));
  for (const candidate of candidates) {
    if (
      await stat(candidate).then(
        (found) => found.isFile(),
        () => false,
      )
    )
      return candidate;
  }
  return undefined;
}

/**
 * Writes `interactions.parquet` (user = customer, basket = invoice, context = country), `items.parquet` (most frequent
 * description, median unit price) and the report into `outDir`.
 *
 * @param path a folder with `online_retail.csv` or `.csv.gz`, or that file
 * @returns the data set's name and the SHA-256 of the file
 * @throws {NotFoundError} `DATA_NOT_FOUND`, besides what the pipeline throws
 */
export async function prepareOnlineRetail(path: string, outDir: string, options: RunOptions = {}) {
  const file = await findOnlineRetail(path);
  if (!file)
    throw new NotFoundError(
      'DATA_NOT_FOUND',
      `${basename(path)} holds neither ${FILES.join(' nor ')}: see datasets/online-retail/README.md.`,
    );
  const report = await runPipeline(onlineRetailPipeline(file), outDir, options);
  return { name: 'online-retail', sha256: report.sources[0]!.sha256, report };
}

/** Registers the data set with `openShop` of dataset-interactions. */
export const onlineRetail = {
  name: 'online-retail',
  recognises: async (path: string) => (await findOnlineRetail(path)) !== undefined,
  prepare: prepareOnlineRetail,
};

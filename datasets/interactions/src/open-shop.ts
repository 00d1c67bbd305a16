/** One call from a data folder, whatever it holds, to a {@link Shop}. */
import { NotFoundError } from '@casebook/core';
import { sha256Text, type Resources } from '@casebook/data-pipelines';
import { basename, join, resolve } from 'node:path';
import { findTable, prepareShop, type ShopIdentity } from './prepare-shop.js';
import { readShop } from './read-shop.js';
import type { Shop } from './shop.js';

export interface SourceOptions extends Resources {
  onProgress?: (message: string) => void;
}

/** A data set that can turn itself into the interactions format. */
export interface ShopSource {
  name: string;
  /** Whether a folder (or file) holds this data set. */
  recognises(path: string): Promise<boolean>;
  /** Writes `interactions.parquet` and perhaps `items.parquet` into `outDir`; returns what they were made from. */
  prepare(path: string, outDir: string, options?: SourceOptions): Promise<ShopIdentity>;
}

/**
 * Opens a data folder: one that a registered source recognises, or one in the interactions format.
 *
 * @param path the folder given as `--data`
 * @param options `cacheDir` takes the prepared files, a folder a data folder; a second opening reads them again
 * @throws {NotFoundError} `DATA_NOT_FOUND` where nobody recognises the folder, besides what `prepareShop` throws
 *
 * @example
 * const shop = await openShop('data/my-shop', { cacheDir: '.casebook/data', sources: [onlineRetail] });
 */
export async function openShop(
  path: string,
  options: SourceOptions & { cacheDir: string; sources?: readonly ShopSource[] },
): Promise<Shop> {
  const { cacheDir, sources = [], ...run } = options;
  const place = join(cacheDir, `${basename(resolve(path)).slice(0, 60)}-${sha256Text(resolve(path)).slice(0, 8)}`);
  for (const source of sources) {
    if (await source.recognises(path)) {
      const identity = await source.prepare(path, join(place, source.name), run);
      await prepareShop(join(place, source.name), join(place, 'shop'), { ...run, identity });
      return readShop(join(place, 'shop'));
    }
  }
  if (!findTable(path, 'interactions')) {
    const known = ['interactions.csv or .parquet', ...sources.map(({ name }) => name)].join(', ');
    throw new NotFoundError('DATA_NOT_FOUND', `${basename(path)} holds none of: ${known}. Give the folder that holds the files.`);
  }
  await prepareShop(path, join(place, 'shop'), run);
  return readShop(join(place, 'shop'));
}

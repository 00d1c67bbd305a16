/** Writes a shop as files; apart from the generator, so that who only draws sessions loads no database. */
import { writeTextAtomically } from '@casebook/data-pipelines';
import { join } from 'node:path';
import { interactionsCsv, itemsCsv } from './csv.js';
import type { SyntheticShop } from './synthetic-shop.js';

/**
 * Writes `interactions.csv` and `items.csv` into a folder that any command with `--data` can read.
 *
 * @param dir made if absent; files of these names are replaced
 * @returns the number of interactions
 */
export async function writeShop(shop: SyntheticShop, dir: string): Promise<number> {
  const events = shop.history();
  await writeTextAtomically(join(dir, 'interactions.csv'), interactionsCsv(events));
  await writeTextAtomically(join(dir, 'items.csv'), itemsCsv(shop.items, shop.start));
  return events.length;
}

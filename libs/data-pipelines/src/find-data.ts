/** Where data sets that cannot be committed lie on this machine, for tests that skip without them. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The folder of a data set: `$CASEBOOK_DATA/name`, else `../shared/datasets/name` beside the checkout.
 *
 * @param name the data set's folder, e.g. `online-retail`
 * @returns undefined where there is none: skip the test visibly (`describe.skipIf`)
 */
export function findData(name: string): string | undefined {
  const root = process.env['CASEBOOK_DATA'] ?? resolve(import.meta.dirname, '../../../../shared/datasets');
  const folder = join(root, name);
  return existsSync(folder) ? folder : undefined;
}

/** The model under load: trained once on a synthetic shop of 3,659 items, quickly, since its quality is not what is measured here. */
import { createShop } from '@casebook/dataset-synthetic-shop';
import { writeShop } from '@casebook/dataset-synthetic-shop/write';
import { contractHash } from '@casebook/recommender-contract/features';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** As many items as Online Retail has. */
export const SHOP = { seed: 7, items: 3_659, users: 2_000, days: 120 };

/**
 * @param folder keeps data and package between runs; another feature definition trains anew
 * @returns the registry that holds the package as `shop-recommender@champion`
 */
export async function trainPackage(folder: string): Promise<string> {
  const out = join(folder, contractHash().slice(0, 12));
  const registry = join(out, 'registry');
  if (existsSync(join(registry, 'aliases.json'))) return registry;
  console.log('Training the package to serve (once, some minutes) …');
  const data = join(out, 'shop');
  await writeShop(createShop(SHOP.seed, SHOP), data);
  const program = ['--conditions=@casebook/source', '--import', '@oxc-node/core/register', 'apps/recommender/training/src/main.ts'];
  const options = [
    '--data',
    data,
    '--out',
    join(out, 'run'),
    '--registry',
    registry,
    '--alias',
    'champion',
    '--epochs',
    '1',
    '--no-baselines',
  ];
  execFileSync('node', [...program, 'train', ...options], { stdio: 'inherit' });
  return registry;
}

/** The demo as a whole: page, service, shop, shoppers. */
import { ConflictError } from '@casebook/core';
import { createShop, type ShopOptions, type SyntheticShop } from '@casebook/dataset-synthetic-shop';
import { join } from 'node:path';
import { forgetDatabase } from './fresh.js';
import { buildPage, pageIsStale } from './page.js';
import { freePort } from './port.js';
import { seed, seedState, type SeedState } from './seed.js';
import { startService, type RunningService } from './service.js';
import { createShopClient, type ShopClient } from './shop-client.js';
import { startSimulator, type Simulator } from './simulator.js';
import type { Steps } from './steps.js';
import { workspace } from './workspace.js';

/** The shop whose model is in the repository: the package was trained on this seed. */
export const SHOP_SEED = 7;

export interface DemoOptions {
  /** Where to listen; the next free port where it is taken. */
  port: number;
  fresh: boolean;
  /** Events a second of simulated shoppers; 0 for none. */
  rate: number;
  steps: Steps;
  /** Folder of the embedded database and of the log; default `.casebook` in the repository. */
  folder?: string;
  /** Size of the shop; default that of the model in the repository. */
  shop?: ShopOptions;
  /** Further environment of the service. */
  env?: Record<string, string>;
  onProblem?: (message: string) => void;
}

export interface Demo {
  url: string;
  service: RunningService;
  state: SeedState;
  stop(): Promise<void>;
}

/** Starts everything, and ends what it has started where a later step fails. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { steps, folder = join(workspace, '.casebook'), env = {} } = options;
  const database = process.env.DATA_DIR ?? join(folder, 'postgres');
  if (options.fresh) await steps.run('Old data forgotten', () => forgetDatabase(database, process.env.DATABASE_URL));
  if (await pageIsStale()) await steps.run('Page built', buildPage);

  const port = await freePort(options.port);
  const service = await steps.run('Service ready', () =>
    startService({ port, env: { ...env, DATA_DIR: database }, logFile: join(folder, 'demo', 'service.log') }),
  );
  try {
    const client = createShopClient(service.url);
    const shop = createShop(SHOP_SEED, options.shop);
    const state = await fill(client, shop, options);
    const simulator = startShoppers(shop, client, state, options);
    return {
      url: service.url,
      service,
      state,
      stop: async () => {
        await simulator?.stop();
        await service.stop();
      },
    };
  } catch (error) {
    await service.stop();
    throw error;
  }
}

async function fill(client: ShopClient, shop: SyntheticShop, { steps, fresh }: DemoOptions): Promise<SeedState> {
  const history = shop.history();
  const state = await seedState(client, shop, history);
  if (fresh && state !== 'empty') {
    throw new ConflictError(
      'FRESH_ELSEWHERE',
      'The embedded database is not in the folder that was removed (as root it moves to /var/lib/casebook where other accounts may not enter this one): remove it there.',
    );
  }
  if (state === 'empty' || state === 'partly ours') {
    await steps.run('Shop filled', async (detail) => {
      const events = await seed(client, shop, history, {
        now: Date.now(),
        onProgress: (done, total) => detail(`${Math.floor((100 * done) / total)} % of ${total.toLocaleString('en')} events`),
      });
      detail(`${shop.items.length} items, ${shop.userIds.length} customers, ${events.toLocaleString('en')} events`);
    });
  }
  return state;
}

/** Nobody is simulated in a shop of other items: its customers would ask for what is not there. */
function startShoppers(shop: SyntheticShop, client: ShopClient, state: SeedState, { rate, onProblem }: DemoOptions): Simulator | undefined {
  if (rate <= 0 || state === 'foreign') return undefined;
  return startSimulator(shop, client, {
    rate,
    onProblem: (error) => onProblem?.(`Simulated shoppers wait: ${error instanceof Error ? error.message : String(error)}`),
  });
}

/** The recommender's demo: the case study with a filled shop and other shoppers. */
import { ConflictError } from '@casebook/core';
import { createShop, type ShopOptions, type SyntheticShop } from '@casebook/dataset-synthetic-shop';
import { RECOMMENDER } from '../case-study.js';
import { startDemo, type Demo, type DemoOptions } from '../demo.js';
import { seed, seedState, type SeedState } from './seed.js';
import { createShopClient, type ShopClient } from './shop-client.js';
import { startSimulator, type Simulator } from './simulator.js';

/** The shop whose model is in the repository: the package was trained on this seed. */
export const SHOP_SEED = 7;

export interface ShopDemoOptions extends DemoOptions {
  /** Events a second of simulated shoppers; 0 for none. */
  rate: number;
  /** Size of the shop; default that of the model in the repository. */
  shop?: ShopOptions;
  onProblem?: (message: string) => void;
}

export interface ShopDemo extends Demo {
  state: SeedState;
}

/** Starts everything, and ends what it has started where a later step fails. */
export async function startShopDemo(options: ShopDemoOptions): Promise<ShopDemo> {
  const demo = await startDemo(RECOMMENDER, options);
  try {
    const client = createShopClient(demo.url);
    const shop = createShop(SHOP_SEED, options.shop);
    const state = await fill(client, shop, options);
    const simulator = startShoppers(shop, client, state, options);
    return {
      ...demo,
      state,
      stop: async () => {
        await simulator?.stop();
        await demo.stop();
      },
    };
  } catch (error) {
    await demo.stop();
    throw error;
  }
}

async function fill(client: ShopClient, shop: SyntheticShop, { steps, fresh }: ShopDemoOptions): Promise<SeedState> {
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
function startShoppers(
  shop: SyntheticShop,
  client: ShopClient,
  state: SeedState,
  { rate, onProblem }: ShopDemoOptions,
): Simulator | undefined {
  if (rate <= 0 || state === 'foreign') return undefined;
  return startSimulator(shop, client, {
    rate,
    onProblem: (error) => onProblem?.(`Simulated shoppers wait: ${error instanceof Error ? error.message : String(error)}`),
  });
}

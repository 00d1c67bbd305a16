/** Other shoppers: visits drawn from the synthetic shop's taste model, played at a bounded pace through the public API. */
import type { InteractionEvent } from '@casebook/recommender-contract';
import { Random, type ShopEvent, type SyntheticShop } from '@casebook/dataset-synthetic-shop';
import type { ShopClient } from './shop-client.js';
import { toInteraction } from './shop-events.js';

export interface SimulatorOptions {
  /** Mean number of events a second. */
  rate: number;
  /** Customers in the shop at one time; default 12. */
  shoppers?: number;
  seed?: number;
  onProblem?: (error: unknown) => void;
}

export interface Simulator {
  readonly sent: number;
  stop(): Promise<void>;
}

/** What of the client a shopper needs. */
export type ShopperClient = Pick<ShopClient, 'send' | 'recommend'>;

const TICK_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** Starts the simulation. While the shop does not answer it asks again with growing pauses; it never has more than one request under way. */
export function startSimulator(
  shop: SyntheticShop,
  client: ShopperClient,
  { rate, shoppers = 12, seed = Date.now(), onProblem }: SimulatorOptions,
): Simulator {
  const draw = eventSource(shop, { shoppers, seed });
  const stopping = new AbortController();
  const random = new Random(seed);
  let sent = 0;

  const run = async () => {
    for (let pause = TICK_MS; !stopping.signal.aborted;) {
      await wait(pause, stopping.signal);
      const count = poisson(random, (rate * TICK_MS) / 1000);
      if (!count || stopping.signal.aborted) continue;
      try {
        const events = Array.from({ length: count }, draw);
        sent += await client.send(events);
        // Their pages follow what they do, as ours does.
        for (const userId of new Set(events.map(({ data }) => data.userId))) await client.recommend(userId);
        pause = TICK_MS;
      } catch (error) {
        if (pause === TICK_MS) onProblem?.(error);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  };
  const running = run();
  return {
    get sent() {
      return sent;
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Events of several visits at once, as they would arrive: each visit in its own order, the pauses between its events left out. */
export function eventSource(shop: SyntheticShop, { shoppers, seed }: { shoppers: number; seed: number }): () => InteractionEvent {
  const random = new Random(seed);
  const visits: ShopEvent[][] = Array.from({ length: shoppers }, () => []);
  const source = `/synthetic-shop/live/${seed}`;
  let count = 0;
  return () => {
    const place = random.below(shoppers);
    while (!visits[place]!.length) visits[place] = shop.nextSession(random);
    return toInteraction(visits[place]!.shift()!, `e${count++}`, source, Date.now());
  };
}

/** A Poisson-distributed count with a small mean (Knuth, The Art of Computer Programming, vol. 2, 3.4.1). */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
  return count;
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

/** All tables of the package, fitted on what is known at one moment. */
import { entryWeight, type ItemTables, type UserHistory } from '@casebook/recommender-contract/features';
import { ease, easeNeighbours } from '@casebook/training';
import type { Interactions } from '../data/interactions.js';
import type { Moment } from '../data/moments.js';
import { historiesMatrix } from './histories-matrix.js';
import { inverseItemFrequency, inverseTokenFrequency, itemStats } from './item-stats.js';
import { sessionTables } from './session-tables.js';
import { shopperTables } from './shopper-tables.js';

export interface TableOptions {
  /** Neighbours kept of each item. */
  neighbours: number;
  /** L2 penalty of the linear autoencoder on recency-weighted histories. */
  lambda: number;
  onProgress?: (fraction: number) => void;
}

/** @param tokens items × TOKENS_PER_ITEM */
export async function buildTables(
  log: Interactions,
  moment: Moment,
  histories: readonly UserHistory[],
  tokens: Int32Array,
  { neighbours, lambda, onProgress }: TableOptions,
): Promise<ItemTables> {
  const weighted = historiesMatrix(histories, log.items, (entry, user) => entryWeight(entry, moment.now[user]!));
  const model = await ease(weighted, { lambda, ...(onProgress ? { onProgress } : {}) });
  const { basket, next, sessions } = sessionTables(log, moment, neighbours);
  const itemIdf = inverseItemFrequency(histories, log.items);
  return {
    trained: log.items,
    sparse: { ease: easeNeighbours(model, neighbours), basket, next, ...shopperTables(log, moment, histories, itemIdf) },
    stats: itemStats(histories, sessions, log.items),
    itemIdf,
    tokenIdf: inverseTokenFrequency(tokens),
  };
}

/** Everything but the user that a recommendation needs, as of one moment: what the service keeps in memory. */
import { type ItemColumns, type ItemTables, popularItems, SourceScorer, tokenColumns } from '@casebook/recommender-contract/features';
import type { Shop } from '@casebook/dataset-interactions';
import { DemandIndex } from '../data/demand-index.js';
import type { Interactions } from '../data/interactions.js';
import type { Moment } from '../data/moments.js';
import { itemVectors, type ItemVectors } from '../towers/tower-vectors.js';
import type { TwoTowerNetwork } from '../towers/two-tower-network.js';

export interface ShopState {
  items: ItemColumns;
  scorer: SourceScorer;
  network: TwoTowerNetwork;
  vectors: ItemVectors;
  popularRows: Int32Array;
  /** 0 … count − 1 */
  allRows: Int32Array;
}

/** The part of the catalogue that does not move with time. */
export type StaticColumns = Pick<ItemColumns, 'tokens' | 'price'>;

/** Items popular enough to be offered for that alone, and kept ready. */
export const POPULAR_ROWS = 500;

export function staticColumns({ items, catalogue }: Shop): StaticColumns {
  const contents = items.map((_, row) => ({
    text: catalogue.text[row]!,
    category: catalogue.category[row]!,
    tokens: catalogue.tokens[row]!,
  }));
  return { tokens: tokenColumns(contents), price: catalogue.price };
}

export function shopState(
  log: Interactions,
  columns: StaticColumns,
  moment: Moment,
  tables: ItemTables,
  network: TwoTowerNetwork,
): ShopState {
  const items = { ...columns, count: log.items, trained: log.items, demand: new DemandIndex(log, moment).before(moment.at) };
  return {
    items,
    scorer: new SourceScorer(tables),
    network,
    vectors: itemVectors(network, items),
    popularRows: popularItems(items.demand, POPULAR_ROWS),
    allRows: Int32Array.from({ length: items.count }, (_, row) => row),
  };
}

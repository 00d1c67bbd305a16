/** The files of a recommender's model package beyond the manifest: names, and the form of `items.json`. */
import { z } from 'zod';
import { MODES } from './candidates.js';
import { SOURCES } from './sources.js';

export const PACKAGE_NAME = 'shop-recommender';

/**
 * `userTower`: embeddings [users, TOWER_HISTORY, d] float32, signals [users, TOWER_HISTORY, 6] float32, mask [users, TOWER_HISTORY] float32,
 * profile [users, 3] float32, context [users] int64 → vector [users, d].
 * `itemTower`: ids [items] int64, tokens [items, TOKENS_PER_ITEM] int64, numeric [items, 8] float32 → vector [items, d], embedding [items, d].
 * `ranker`: features [candidates, RANKER_FEATURES.length] float32 → score [candidates, 1].
 */
export const PACKAGE_FILES = {
  userTower: 'user-tower.onnx',
  itemTower: 'item-tower.onnx',
  ranker: { discover: 'ranker-discover.onnx', 'buy-again': 'ranker-buy-again.onnx' },
  tables: 'tables.safetensors',
  items: 'items.json',
} as const;

const quotaSchema = z.object({
  tower: z.int().nonnegative(),
  popular: z.int().nonnegative(),
  own: z.int().nonnegative(),
  sources: z.partialRecord(z.enum(SOURCES), z.int().nonnegative()),
});

/** `items.json`: what belongs to the trained rows and how candidates are drawn. */
export const itemsFileSchema = z.object({
  /** Item ids in row order; row + 1 is the id input of the item tower. */
  ids: z.array(z.string()),
  /** Width of the towers' vectors. */
  dimension: z.int().positive(),
  /** ms since the epoch: the model has seen nothing from here on. */
  trainedUntil: z.number(),
  quota: z.record(z.enum(MODES), quotaSchema),
});
export type ItemsFile = z.infer<typeof itemsFileSchema>;

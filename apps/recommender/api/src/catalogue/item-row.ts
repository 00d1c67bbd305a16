/** An item as the database gives it, and as the service shows it. */
import type { ItemDto, ItemSummaryDto } from '@casebook/recommender-contract';
import type { ItemRow as EngineItem } from '../engine/index.js';

/** Columns of `items`, in the database's names. */
export interface ItemRow {
  id: string;
  name: string;
  category: string;
  price: number | null;
  stock: number;
  attributes: Record<string, string | number | boolean>;
  created_at: Date;
  updated_at: Date;
  removed_at: Date | null;
  /** `updated_at` in microseconds: a Date would take two changes of one millisecond for one. */
  version: number;
}

export const ITEM_COLUMNS =
  'id, name, category, price, stock, attributes, created_at, updated_at, removed_at, (extract(epoch FROM updated_at) * 1000000)::float8 AS version';

export const toItemDto = (row: ItemRow): ItemDto => ({
  ...toSummary(row),
  attributes: row.attributes,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

export const toSummary = ({ id, name, category, price, stock }: ItemRow): ItemSummaryDto => ({ id, name, category, price, stock });

export const toEngineItem = ({ id, name, category, price, stock, attributes, created_at }: ItemRow): EngineItem => ({
  id,
  name,
  category,
  price,
  stock,
  attributes,
  createdAt: created_at.getTime(),
});

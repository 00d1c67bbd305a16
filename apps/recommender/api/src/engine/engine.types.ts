/** What the engine takes and gives. Times in ms since the epoch. */
import type { Mode } from '@casebook/recommender-contract/features';
import type { ReasonDto } from '@casebook/recommender-contract';

/** An item of the catalogue. */
export interface ItemRow {
  id: string;
  name: string;
  category: string;
  /** null where unknown */
  price: number | null;
  /** 0: never recommended */
  stock: number;
  /** Text and truth values become content tokens; numbers are for people (their buckets are known to training alone). */
  attributes: Record<string, string | number | boolean>;
  createdAt: number;
}

export interface ShopperEntry {
  itemId: string;
  purchases: number;
  strength: number;
  firstAt: number;
  lastAt: number;
  quantity: number;
}

/** `UserHistory` with item ids for rows. */
export interface ShopperHistory {
  /** Distinct items, most recently touched first. Items the engine does not know are left out. */
  entries: readonly ShopperEntry[];
  context?: string | undefined;
}

export interface RecommendRequest {
  history: ShopperHistory;
  mode: Mode;
  limit: number;
  /** Replaces the history's where given. */
  context?: string | undefined;
  now: number;
  /** How long the request may wait for a worker. */
  timeoutMs?: number;
}

/** A recommended item; `score` orders items of one answer and nothing else. */
export interface Ranked {
  itemId: string;
  score: number;
  why: ReasonDto;
}

/** Purchases of one item on one day (days since the epoch, UTC): the whole day's count, not a change. */
export interface DemandRow {
  itemId: string;
  day: number;
  count: number;
}

/** The numbers both sides must agree on. A change here changes the contract hash, so an older package no longer loads. */

/** Raise when the meaning of a feature changes without its name or constants changing. */
export const FEATURES_VERSION = 1;

export const DAY_MS = 86_400_000;

/** Distinct items kept in one user's history, most recently touched first. */
export const HISTORY_LIMIT = 500;

/** Distinct items, of the most recent, that the user tower attends over. */
export const TOWER_HISTORY = 32;

/** How much one action says about taste; a history entry sums them. */
export const ACTION_STRENGTH = { view: 0.2, basket: 0.5, purchase: 1 } as const;
export type Action = keyof typeof ACTION_STRENGTH;

/** Days after which a history entry counts half, in the item-item scores. */
export const HISTORY_HALF_LIFE_DAYS = 90;

/** Entries touched within this time of the user's latest action form the latest session. */
export const SESSION_MS = DAY_MS / 2;

/** Hashed content tokens of one item, and the number of hash buckets; bucket 0 is "no token". */
export const TOKENS_PER_ITEM = 12;
export const TOKEN_BUCKETS = 8192;

/** Hash buckets of the request's context (for example a country); bucket 0 is "unknown". */
export const CONTEXT_BUCKETS = 64;

/** Days before now in which an item's demand is counted. */
export const DEMAND_WINDOWS = [7, 14, 28, 90] as const;

/** Similar shoppers whose recent purchases are summed. */
export const SIMILAR_SHOPPERS = 300;

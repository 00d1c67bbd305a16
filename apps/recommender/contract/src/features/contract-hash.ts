/** One fingerprint of everything training and service must agree on; a package with another one does not load. */
import { createHash } from 'node:crypto';
import * as constants from './constants.js';
import { MODES } from './candidates.js';
import { RANKER_FEATURES } from './ranker-features.js';
import { SOURCES } from './sources.js';
import { ITEM_STATS, SPARSE_TABLES } from './tables.js';
import { HISTORY_SIGNALS, ITEM_NUMERIC, USER_PROFILE } from './tower-inputs.js';

/** The definition in a canonical form: names in order, and constants by name. */
export const featureDefinition = () => ({
  constants: Object.fromEntries(Object.entries(constants).sort(([a], [b]) => (a < b ? -1 : 1))),
  modes: MODES,
  sources: SOURCES,
  tables: SPARSE_TABLES,
  itemStats: ITEM_STATS,
  itemNumeric: ITEM_NUMERIC,
  historySignals: HISTORY_SIGNALS,
  userProfile: USER_PROFILE,
  ranker: RANKER_FEATURES,
});

/** @returns 64 hex digits, sha256 of the canonical definition */
export const contractHash = (): string => createHash('sha256').update(JSON.stringify(featureDefinition())).digest('hex');

/** Name under which the manifest carries the hash. */
export const CONTRACT_NAME = 'recommender-contract/features';

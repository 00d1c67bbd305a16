/** The recommender's feature definition: used by training and by the service, so that both compute the same numbers. */
export * from './candidates.js';
export * from './constants.js';
export * from './contract-hash.js';
export * from './demand.js';
export * from './history.js';
export * from './items.js';
export * from './package-files.js';
export * from './ranker-features.js';
export * from './reason.js';
export * from './row-set.js';
export * from './similar-items.js';
export * from './sources.js';
export * from './sparse-rows.js';
export * from './tables.js';
export * from './tokens.js';
export * from './top-k.js';
export * from './tower-inputs.js';

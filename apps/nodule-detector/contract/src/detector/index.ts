/** From a scan on the grid to candidates: the same code in training and service. */
export * from './contract-hash.js';
export * from './cubes.js';
export * from './decode-heat-map.js';
export * from './detect-nodules.js';
export * from './grid.js';
export * from './package-files.js';
export * from './preparation.js';
export * from './suppress.js';
export * from './tile-plan.js';

export type { DeidentifyOptions } from './decide.js';
export * from './deidentify.js';
export * from './file-header.js';
export * from './identifiers.js';
export * from './pseudonyms.js';
export * from './transfer-syntax.js';

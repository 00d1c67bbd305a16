export * from './backend/use-backend.js';
export * from './random/random.js';
export * from './sparse/sparse-matrix.js';
export * from './sparse/sparse-operations.js';

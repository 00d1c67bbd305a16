export * from './backend/use-backend.js';
export * from './random/random.js';
export * from './sparse/sparse-matrix.js';
export * from './sparse/sparse-operations.js';
export * from './gradient-boosting/boosting.types.js';
export * from './gradient-boosting/feature-importance.js';
export * from './gradient-boosting/predict-boosting.js';
export * from './gradient-boosting/train-boosting.js';

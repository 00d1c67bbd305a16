export type { SafeArray, SafeDtype, SafeTensor } from './dtypes.js';
export * from './float32.js';
export * from './read.js';
export * from './write.js';

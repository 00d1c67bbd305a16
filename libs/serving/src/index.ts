export * from './sessions/check-inputs.js';
export * from './sessions/session.js';
export * from './sessions/tensor.js';
export * from './top-k/exact-top-k.js';
export type { Ranking } from './top-k/top-k-heap.js';
export * from './workers/inference-pool.js';
export { serveWorker, type WorkerHandler } from './workers/serve-worker.js';
export * from './workers/worker-pool.js';
export * from './workers/worker-url.js';

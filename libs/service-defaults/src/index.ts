export * from './health.js';
export * from './known-errors.js';
export * from './openapi.js';
export * from './problem.filter.js';
export * from './service-config.js';
export * from './service.js';
export * from './shutdown.js';

export * from './broker.js';
export * from './prerequisites.js';

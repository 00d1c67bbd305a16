export * from './broker.js';
export * from './ports.js';
export * from './prerequisites.js';

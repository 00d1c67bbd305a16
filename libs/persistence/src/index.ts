export * from './database.js';
export * from './errors.js';
export * from './embedded/server.js';

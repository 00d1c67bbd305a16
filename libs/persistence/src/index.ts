export * from './database.js';
export * from './database-connection.js';
export * from './errors.js';
export * from './embedded/server.js';

export * from './open-shop.js';
export * from './prepare-shop.js';
export * from './read-shop.js';
export * from './shop.js';

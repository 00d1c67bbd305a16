export * from './garden.js';
export * from './hand.js';
export * from './larder.js';
export * from './play.js';
export * from './room.js';
export * from './table.js';

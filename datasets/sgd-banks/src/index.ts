export * from './dialogues.js';
export * from './schema.js';
export * from './utterances.js';

/** What training, service and page agree on. Runs in a browser. */
export * from './labels/intents.js';
export * from './labels/slots.js';
export * from './understanding/understanding.js';
export * from './chat/index.js';

export * from './generate.js';
export { DEMO_BANK_SLOTS } from './values/values.js';

export * from './generate.js';
export { DEMO_BANK_SLOTS } from './values/values.js';
export { looksLikeDemoBank, parseDemoBank, readDemoBank, writeDemoBank } from './write-demo-bank.js';

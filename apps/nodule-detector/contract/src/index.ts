/** What the page, the service and other systems agree on. Runs in a browser. How a volume is searched is `./detector`. */
export * from './events/index.js';
export * from './findings/index.js';
export * from './studies/index.js';

/** What the page, the service and other systems agree on. Runs in a browser. The feature definition is `./features`. */
export * from './accepted.dto.js';
export * from './catalogue.event.js';
export * from './cloud-event.schema.js';
export * from './interaction.event.js';
export * from './item.dto.js';
export * from './limits.js';
export * from './live.dto.js';
export * from './primitives.schema.js';
export * from './problem.dto.js';
export * from './recommendation.dto.js';
export * from './served.event.js';
export * from './topics.js';
export * from './user.dto.js';

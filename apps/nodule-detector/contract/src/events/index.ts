export * from './finding-reviewed.event.js';
export * from './study-announced.event.js';
export * from './study-searched.event.js';
export * from './topics.js';

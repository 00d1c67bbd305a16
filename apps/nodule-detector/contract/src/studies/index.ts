export * from './job.dto.js';
export * from './limits.js';
export * from './live.dto.js';
export * from './primitives.schema.js';
export * from './problem.dto.js';
export * from './series.dto.js';
export * from './study.dto.js';
export * from './upload.dto.js';

/** From CT volumes to the detector package. */
export * from './evaluation/froc.js';
export * from './evaluation/froc-interval.js';
export * from './evaluation/match-findings.js';

/** A seeded generator of thorax CTs with nodules. */
export * from './findings/nodule.js';
export * from './phantom.js';
export * from './scanner/scan.js';
export * from './settings.js';
export * from './implant.js';

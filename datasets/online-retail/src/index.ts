export * from './download.js';
export * from './manifest.js';
export * from './online-retail.js';

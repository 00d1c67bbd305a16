export * from './online-retail.js';

export * from './recommender.js';

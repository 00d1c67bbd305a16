export * from './nodule-detector.js';

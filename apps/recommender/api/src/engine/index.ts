export * from './create-engine.js';
export * from './engine.types.js';
export { type EngineInfo, RecommenderEngine } from './recommender-engine.js';

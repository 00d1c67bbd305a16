export * from './finding.dto.js';

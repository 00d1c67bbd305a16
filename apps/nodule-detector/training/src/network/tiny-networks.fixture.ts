/** Networks that learn in seconds, for specs. */
import type { DetectorConfig } from './detector-config.js';
import type { EncoderConfig } from './encoder.js';

export const TINY_DETECTOR: DetectorConfig = {
  stem: { width: 4, stride: 2 },
  levels: [
    { width: 8, blocks: 1, stride: 2 },
    { width: 8, blocks: 1, stride: 2 },
  ],
  pyramid: 8,
  dropout: 0,
  seed: 1,
};

export const TINY_REDUCER: EncoderConfig = {
  stem: { width: 4, stride: 2 },
  levels: [{ width: 8, blocks: 1, stride: 2 }],
  dropout: 0.1,
  seed: 2,
};

import { describe, expect, it } from 'vitest';
import { INTENTS } from '../labels/intents.js';
import { contractHash } from './contract-hash.js';
import { type CalibrationFile, calibrationFileSchema, labelsFileSchema } from './package-files.js';

const calibration: CalibrationFile = {
  temperatures: { intent: 1.2 },
  labelThresholds: { nlupp_intent: 0.4 },
  outOfScope: {
    intent: {
      k: 5,
      parts: [{ score: 'energy', mean: -3, deviation: 2, weight: 1.5 }],
      bias: -0.2,
      threshold: 0.1,
      falseRejectionRate: 0.05,
    },
  },
};

describe('package files', () => {
  it('accept what a package holds', () => {
    expect(calibrationFileSchema.parse(calibration)).toEqual(calibration);
    const labels = { intent: { kind: 'single', labels: [...INTENTS] } };
    expect(labelsFileSchema.parse(labels)).toEqual(labels);
  });

  it.each([
    ['a temperature of zero', { ...calibration, temperatures: { intent: 0 } }],
    ['a head nobody knows', { ...calibration, temperatures: { weather: 1 } }],
    ['a detector of a head without scope', { ...calibration, outOfScope: { banking77: calibration.outOfScope.intent } }],
    ['no part of a score', { ...calibration, outOfScope: { intent: { ...calibration.outOfScope.intent, parts: [] } } }],
  ])('refuse %s', (_, file) => {
    expect(calibrationFileSchema.safeParse(file).success).toBe(false);
  });

  it('refuses a head of one label', () => {
    expect(labelsFileSchema.safeParse({ intent: { kind: 'single', labels: ['only'] } }).success).toBe(false);
  });
});

describe('contractHash', () => {
  it('is 64 hex digits, the same in every process', () => {
    expect(contractHash()).toMatch(/^[0-9a-f]{64}$/);
    expect(contractHash()).toBe(contractHash());
  });
});

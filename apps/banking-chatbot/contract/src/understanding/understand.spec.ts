import { describe, expect, it } from 'vitest';
import { INTENTS } from '../labels/intents.js';
import { SLOT_TAGS } from '../labels/slots.js';
import { MessageTokenizer } from './message-tokenizer.js';
import type { CalibrationFile, LabelsFile } from './package-files.js';
import { tinyTokenizer } from './tiny-tokenizer.fixture.js';
import { createReading, understand } from './understand.js';

const labels: LabelsFile = { intent: { kind: 'single', labels: [...INTENTS] }, slot: { kind: 'bio', labels: [...SLOT_TAGS] } };
const calibration: CalibrationFile = {
  temperatures: { intent: 2 },
  labelThresholds: {},
  outOfScope: {
    intent: { k: 1, parts: [{ score: 'k-nearest', mean: 0, deviation: 1, weight: 1 }], bias: 0, threshold: 0.5, falseRejectionRate: 0.05 },
  },
};
const matrix = (data: Float32Array | Int8Array) => ({ shape: [data.length], data });
const tensors = new Map([
  ['intent.factor', matrix(Float32Array.of(1, 0, 0, 1))],
  ['intent.means', matrix(Float32Array.of(1, 0))],
  ['intent.background_factor', matrix(Float32Array.of(1, 0, 0, 1))],
  ['intent.background_mean', matrix(Float32Array.of(0, 0))],
  ['intent.neighbours', matrix(Int8Array.of(127, 0))],
]);

describe('understand', () => {
  const tokenizer = new MessageTokenizer(tinyTokenizer());
  const message = 'freeze my  card!';
  const encoded = tokenizer.encode(message);
  const logits = Float32Array.from(INTENTS, (name) => (name === 'freeze_card' ? 12 : name === 'unfreeze_card' ? 6 : 0));
  const slotLogits = new Float32Array(encoded.ids.length * SLOT_TAGS.length);
  for (const { token } of encoded.words) slotLogits[token * SLOT_TAGS.length] = 5;
  slotLogits[encoded.words[2]!.token * SLOT_TAGS.length + SLOT_TAGS.indexOf('B-card')] = 9;
  const reading = createReading(labels, calibration, tensors);

  it('names intents with their probability at the temperature, and what was marked', () => {
    const understanding = understand(message, encoded, { logits, slotLogits, embedding: Float32Array.of(0.6, 0.8) }, reading);
    const total = Math.exp(6) + Math.exp(3) + INTENTS.length - 2;
    expect(understanding.intents[0]).toEqual({ name: 'freeze_card', confidence: expect.closeTo(Math.exp(6) / total, 9) });
    expect(understanding.intents).toHaveLength(2);
    expect(understanding.slots).toEqual([expect.objectContaining({ slot: 'card', text: 'card', start: 11, end: 15 })]);
    expect(understanding.outOfScope).toEqual({ score: expect.closeTo(0.4, 6), threshold: 0.5 });
  });

  it('tells more than two intents where the model hesitates, five at most', () => {
    const hesitant = understand(message, encoded, { logits: new Float32Array(INTENTS.length), slotLogits, embedding: Float32Array.of(1, 0) }, reading); // prettier-ignore
    expect(hesitant.intents).toHaveLength(2); // 1/53 each is below what is told
    const three = Float32Array.from(INTENTS, (_, i) => (i < 7 ? 20 : 0));
    expect(understand(message, encoded, { logits: three, slotLogits, embedding: Float32Array.of(1, 0) }, reading).intents).toHaveLength(5);
  });

  it('refuses a package that does not know the demo bank', () => {
    const expected = expect.objectContaining({ code: 'READING_INVALID' });
    expect(() => createReading({ intent: labels.intent! }, calibration, tensors)).toThrow(expected);
    expect(() => createReading(labels, { ...calibration, outOfScope: {} }, tensors)).toThrow(expected);
  });
});

import { useBackend } from '@casebook/training';
import { describe, expect, it } from 'vitest';
import { compressIntents } from './compress-intents.js';
import { quick } from './compression.bench.js';
import { generateIntents, stratifiedSplit } from './intent-data.js';
import { padded, wordTokens } from './word-tokens.js';

describe('compressIntents', () => {
  it('goes the whole path on generated sentences: teacher, student, pruning, int8', async () => {
    await useBackend('wasm');
    const { rows, stages } = await compressIntents(generateIntents({ classes: 3, perClass: 32 }), quick);
    const of = (name: string) => rows.find(({ system }) => system === name)!.metrics;
    expect(of('uncompressed')['accuracy']).toBeGreaterThan(0.7); // a third by chance
    expect(of('student')['parameters']).toBeLessThan(of('uncompressed')['parameters']!);
    expect(of('student, pruned')['parameters']).toBeLessThan(of('student')['parameters']!);
    expect(of('student, half of the weights zero')['nonzero']).toBeLessThan(of('student')['nonzero']!);
    expect(of('student, pruned, int8 dynamic')['parameters']).toBeGreaterThan(0);
    expect(stages.get('student, pruned')!.network.getLayer('encoder.0.intermediate').getConfig()['units']).toBe(16);
  }, 180_000);
});

describe('stratifiedSplit', () => {
  it('takes the share of every class, and every row once', () => {
    const labels = Int32Array.from({ length: 100 }, (_, row) => row % 5);
    const { train, validation } = stratifiedSplit(labels, 0.2, 7);
    for (let label = 0; label < 5; label++) expect(validation.filter((row) => labels[row] === label)).toHaveLength(4);
    expect([...train, ...validation].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, row) => row));
  });
});

describe('wordTokens', () => {
  it('knows what repeats in the training texts, and pads', () => {
    const { size, encode } = wordTokens(['Where is my card?', 'my card, where?'], 2);
    expect(size).toBe(2 + 4); // where, my, card, ?
    expect(encode('is MY card lost?')).toEqual([1, 3, 4, 1, 5]);
    expect(padded([[5], [2, 3, 4]], 2)).toEqual({ ids: Int32Array.of(5, 0, 2, 3), mask: Int32Array.of(1, 0, 1, 1) });
  });
});

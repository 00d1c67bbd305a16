import { modelWeights, useBackend } from '@casebook/training';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshTeacher, partsOf, prepareMaterial } from '../system/material.js';
import { tinyBase, tinyChoices, tinyCorpora } from '../system/tiny-material.fixture.js';
import { networkAnswerer } from './answerers.js';
import { teachHeads } from './teach-heads.js';
import { validationScores } from './validation-scores.js';

describe('teachHeads', () => {
  beforeAll(() => useBackend());

  it('learns classes, labels and tags from an encoder that stays as it is', async () => {
    const choices = tinyChoices();
    const material = prepareMaterial(tinyCorpora().slice(1), tinyBase(), choices);
    const network = freshTeacher(material, choices);
    const parts = partsOf(material, material.base.tokenizer as object, choices).train.map((part) => ({ ...part, share: 1 }));
    const weights = () => new Map([...modelWeights(network.model)].map(([name, weight]) => [name, Array.from(weight.dataSync())]));
    const before = weights();
    await teachHeads(network, parts, { epochs: 60, learningRate: 0.05, smoothing: 0, seed: 1 }, () => undefined);
    const changed = [...weights()].filter(([name, values]) => values.some((value, i) => value !== before.get(name)![i])).map(([name]) => name); // prettier-ignore
    expect(changed.every((name) => name.startsWith('head.'))).toBe(true);
    const scores = await validationScores(networkAnswerer(network), parts);
    for (const head of ['clinc150', 'nlupp_slot'] as const) expect(scores[head]).toBeGreaterThan(0.9); // half of the classes by chance
    expect(scores['nlupp_intent']).toBeGreaterThan(0.8);
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import type { Corpus } from './corpus.js';
import { withNaturalTexts } from './natural-texts.js';

const corpus = (name: Corpus['name'], train: Corpus['train']): Corpus => ({ name, heads: {}, train, validation: [], attribution: '' });

describe('withNaturalTexts', () => {
  it("gives other corpora's sentences the demo bank's intents, and leaves out what is not surely the same", () => {
    const demo = corpus('demo-bank', [{ text: 'block it', intent: 'freeze_card', slots: [] }]);
    const banking = corpus('banking77', [{ text: 'where is it', intent: 'card_arrival' }, { text: 'no cash', intent: 'atm_support' }]); // prettier-ignore
    const clinc = corpus('clinc150', [{ text: 'wake me', intent: 'alarm' }, { text: 'who won', oos: true }, { text: 'my apr', intent: 'apr' }]); // prettier-ignore
    const { train, validation } = withNaturalTexts(demo, [banking, clinc, corpus('nlupp-banking', [{ text: 'hi', intents: ['greet'] }])]);
    expect(validation).toEqual([]);
    expect(train).toEqual([
      ...demo.train,
      { text: 'where is it', intent: 'card_arrival' },
      { text: 'wake me', intent: 'out_of_scope' },
      { text: 'who won', intent: 'out_of_scope' },
    ]);
  });
});

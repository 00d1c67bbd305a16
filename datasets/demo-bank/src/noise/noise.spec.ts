import { Random } from '@casebook/data-pipelines/random';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Segment } from '../grammar/expand.js';
import { contract, expandContractions, smsForms } from './forms.js';
import { addNoise } from './noise.js';
import { neighbours, slip } from './slips.js';

const segments = fc.array(
  fc
    .record({ text: fc.stringMatching(/^[a-z' ]{1,12}$/), slot: fc.constantFrom(undefined, 'payee', 'iban') })
    .map(({ text, slot }): Segment => (slot ? { text, slot } : { text })),
  {
    minLength: 1,
  },
);

describe('addNoise', () => {
  test.prop([segments, fc.nat()])('changes no more of a value than its case, and adds nothing within', (given, seed) => {
    const noisy = addNoise(given, new Random(seed));
    const values = (list: Segment[]) => list.filter(({ slot }) => slot).map(({ text, slot }) => `${slot} ${text.toLowerCase()}`);
    expect(values(noisy)).toEqual(values(given));
    expect(addNoise(given, new Random(seed))).toEqual(noisy);
  });

  it('leaves some sentences as they are and changes others in different ways', () => {
    const given = [{ text: "What's my balance in " }, { text: 'Savings', slot: 'account' }];
    const drawn = Array.from({ length: 300 }, (_, seed) =>
      addNoise(given, new Random(seed))
        .map(({ text }) => text)
        .join(''),
    );
    expect(drawn).toEqual(
      expect.arrayContaining(["What's my balance in Savings", 'whats my balance in savings', 'What is my balance in Savings?']),
    );
    expect(new Set(drawn).size).toBeGreaterThan(50);
  });
});

describe('slip', () => {
  test.prop([segments, fc.nat()])('touches one word of four letters or more, never its first letter', (given, seed) => {
    const text = (list: Segment[]) => list.map((segment) => segment.text);
    const before = text(given);
    const changed = text(slip(given, new Random(seed))).flatMap((after, i) => (after === before[i] ? [] : [[before[i]!, after] as const]));
    expect(changed.length).toBeLessThanOrEqual(1);
    for (const [old, now] of changed) {
      expect(old).toMatch(/[a-z]{4}/);
      expect(Math.abs(old.length - now.length)).toBeLessThanOrEqual(1);
    }
  });

  it('knows the keys around a letter', () => {
    expect(neighbours('g').sort()).toEqual(['b', 'f', 'h', 't', 'v', 'y']);
    expect(neighbours('q').sort()).toEqual(['a', 'w']);
    expect(neighbours('é')).toEqual([]);
  });
});

describe('forms', () => {
  it('go from short to long and back, and keep capitals', () => {
    expect(expandContractions("What's that? I don't know, it's mine")).toBe('What is that? I do not know, it is mine');
    expect(contract('I do not think that it is mine')).toBe("I don't think that it's mine");
    expect(expandContractions("that's what's left, Anna's")).toBe("that is what is left, Anna's");
  });

  it('shorten as in text messages', () => {
    const drawn = new Set(Array.from({ length: 50 }, (_, seed) => smsForms('thanks, do you know', new Random(seed))));
    expect(drawn).toContain('thx, do u kno');
  });
});

import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { normaliseText } from './normalise-text.js';

const source = (original: string, part: string) => {
  const { text, starts, ends } = normaliseText(original);
  const from = text.indexOf(part);
  return original.slice(starts[from], ends[from + part.length - 1]);
};

describe('normaliseText', () => {
  it('drops what cannot be seen and finds the way back', () => {
    const original = 'send\u200b 50\u202e euros\ufeff\n\n to\u00a0Zoe\u0308';
    expect(normaliseText(original).text).toBe('send 50 euros to Zoë');
    expect(source(original, 'Zoë')).toBe('Zoe\u0308');
    expect(source(original, '50')).toBe('50');
    expect(source(original, 'euros')).toBe('euros');
  });

  it('composes over what it dropped, and Hangul too', () => {
    expect(normaliseText('e\u200b\u0301').text).toBe('é');
    expect(normaliseText('\u1112\u1161\u11ab').text).toBe('한');
  });

  it('reads full-width letters, digits and brackets as plain ones', () => {
    expect(normaliseText('［ＳＥＰ］　５０').text).toBe('[SEP] 50');
  });

  it('cuts at the limit and says so, never through a surrogate pair', () => {
    expect(normaliseText('😀😀😀', 3)).toMatchObject({ text: '😀', truncated: true });
    expect(normaliseText('abc', 3)).toMatchObject({ text: 'abc', truncated: false });
    expect(normaliseText('x'.repeat(1_000_000)).text).toHaveLength(2000);
  });

  const anything = fc.string({ unit: 'binary', maxLength: 60 });
  const nasty = fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\u0301', '\u200d', '\u202e', '\ud800', 'ﾞ', '\u1161', '\u1100', '😀', '\u00a0', '［'), maxLength: 30 }); // prettier-ignore

  test.prop([fc.oneof(anything, nasty)])(
    'gives NFC without invisible characters, double or outer spaces; doing it twice changes nothing',
    (original) => {
      const { text } = normaliseText(original);
      expect(text).toBe(text.normalize('NFC'));
      expect(text).not.toMatch(/[\p{Cf}\p{Cc}\p{Cs}]|\s\s|^\s|\s$|[^\S ]/u);
      expect(normaliseText(text).text).toBe(text);
    },
  );

  test.prop([fc.oneof(anything, nasty)])('has offsets that rise, lie in the original and stand for the same text', (original) => {
    const { text, starts, ends } = normaliseText(original);
    expect(starts).toHaveLength(text.length);
    expect(ends).toHaveLength(text.length);
    for (let unit = 0; unit < text.length; unit++) {
      expect(starts[unit]).toBeLessThan(ends[unit]!);
      expect(ends[unit]).toBeLessThanOrEqual(original.length);
      if (unit > 0) expect(starts[unit]).toBeGreaterThanOrEqual(starts[unit - 1]!);
    }
    if (text) expect(normaliseText(original.slice(starts[0], ends.at(-1))).text).toBe(text);
  });
});

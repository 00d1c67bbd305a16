import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseDelimited } from './delimited.js';

const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;

describe('parseDelimited', () => {
  it('names the line where a record begins', () => {
    expect(parseDelimited('text,label\n"a, ""b""\nc",x\r\nd,\n', 'f.csv')).toEqual([
      { fields: ['text', 'label'], line: 1 },
      { fields: ['a, "b"\nc', 'x'], line: 2 },
      { fields: ['d', ''], line: 4 },
    ]);
    expect(parseDelimited('', 'f.csv')).toEqual([]);
  });

  it('takes a quotation mark for text where the format knows no quotes', () => {
    expect(parseDelimited('"a\tb"\n', 'f.tsv', { delimiter: '\t', quote: false })).toEqual([{ fields: ['"a', 'b"'], line: 1 }]);
  });

  test.prop([
    fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é') }), { minLength: 1 }), { minLength: 1 }),
  ])('gives back what was quoted', (rows) => {
    const text = rows.map((fields) => fields.map(quoted).join(',') + '\n').join('');
    expect(parseDelimited(text, 'f.csv').map(({ fields }) => fields)).toEqual(rows);
  });

  it.each([
    ['a,b\n"c,d\n', /f\.csv, line 2: a quote is not closed/],
    ['"a"b,c\n', /f\.csv, line 1: text after a closing quote/],
  ])('refuses %j', (text, message) => {
    expect(() => parseDelimited(text, 'dir/f.csv')).toThrow(
      expect.objectContaining({ code: 'CORPUS_INVALID', message: expect.stringMatching(message) }),
    );
  });
});

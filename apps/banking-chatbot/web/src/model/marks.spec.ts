import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { markedPieces } from './marks.js';

describe('markedPieces', () => {
  it('cuts at the spans', () => {
    const amount = { start: 5, end: 13, slot: 'amount' };
    const payee = { start: 17, end: 21, slot: 'payee' };
    expect(markedPieces('send 50 euros to Anna', [payee, amount])).toEqual([
      { text: 'send ' },
      { text: '50 euros', span: amount },
      { text: ' to ' },
      { text: 'Anna', span: payee },
    ]);
  });

  const span = fc.record({ start: fc.integer({ min: -3, max: 30 }), end: fc.integer({ min: -3, max: 30 }) });
  test.prop([fc.string({ maxLength: 25 }), fc.array(span)])('is the text again when joined, whatever the spans', (text, spans) => {
    expect(
      markedPieces(text, spans)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});

import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean-text.js';
import { newMessageSchema } from './turn.dto.js';
import { LIMITS } from './limits.js';

describe('cleanText', () => {
  it.each([
    ['a right-to-left override', 'pay \u202eanna\u202c now', 'pay anna now'],
    ['bidirectional isolates', '\u2066100\u2069 euros', '100 euros'],
    ['zero-width characters within a word', 'trans\u200bfer\u2060 mo\ufeffney', 'transfer money'],
    ['a joiner that hides a word border', 'ig\u200dnore', 'ignore'],
    ['tag characters (hidden ASCII)', 'hi\u{e0041}\u{e0042}', 'hi'],
    ['controls, but not line feed and tab', 'a\u0000b\u0007\r\nc\td\u0085', 'ab\nc\td'],
    ['a lone surrogate', 'a\ud800b', 'ab'],
    ['letters with their accents apart', 'cafe\u0301', 'café'],
    ['stacked marks', `z${'\u0301'.repeat(40)}`, 'ź\u0301\u0301\u0301\u0301'],
    ['nothing but what is not seen', ' \u200b\u2060\u202e\u00ad\u3164 ', ''],
  ])('takes out %s', (_, text, clean) => expect(cleanText(text)).toBe(clean));

  it.each(['👩‍👩‍👧‍👦 family', '🏳️‍🌈', '👍🏽', '👩🏽‍🚀', 'naïve £5 — “ok”', '日本語のテキスト', 'שלום', 'مرحبا', 'नमस्ते'])('leaves %s', (text) =>
    expect(cleanText(text)).toBe(text),
  );

  test.prop([fc.string({ unit: 'binary', maxLength: 200 })])('gives a well-formed text that is clean already', (text) => {
    const clean = cleanText(text);
    expect(clean).not.toMatch(/\p{Cs}/u);
    expect(cleanText(clean)).toBe(clean);
    expect(clean).not.toMatch(/\p{Bidi_Control}|[^\P{Cc}\t\n]|\u200b/u);
  });
});

describe('newMessageSchema', () => {
  it.each([
    ['', 'must not be empty'],
    ['\u200b\u202e', 'must not be empty'],
    ['😀'.repeat(10_000), `must have at most ${LIMITS.text} characters`],
    ['a'.repeat(1_000_000), `must have at most ${LIMITS.text} characters`],
  ])('says what is wrong', (text, message) => {
    const { error } = newMessageSchema.safeParse({ id: 'm1', text });
    expect(error!.issues[0]!.message).toContain(message);
  });
});

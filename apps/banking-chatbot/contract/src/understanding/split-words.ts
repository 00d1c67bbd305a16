/** BERT's words: at white space, and each punctuation mark and each CJK ideograph by itself (Devlin et al. 2019). */

/** All that is not a letter, digit or space in ASCII counts as punctuation, `$` and `+` too. */
const PUNCTUATION = '\\p{P}!-/:-@\\[-`{-~';
const IDEOGRAPHS = '\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff';
const WORD = new RegExp(`[^\\s${PUNCTUATION}${IDEOGRAPHS}]+|[${PUNCTUATION}${IDEOGRAPHS}]`, 'gu');

/** @returns UTF-16 offsets of each word, in order */
export const splitWords = (text: string): { start: number; end: number }[] =>
  Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ start: index, end: index + word.length }));

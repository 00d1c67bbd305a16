/** A customer's text as the model reads it, with the way back to the characters that were typed. */
import { MAX_CHARACTERS } from './limits.js';

export interface NormalisedText {
  text: string;
  /** Of each UTF-16 unit of `text`: where in the original what it stands for begins … */
  starts: Int32Array;
  /** … and ends (exclusive). */
  ends: Int32Array;
  /** The original was longer than the limit. */
  truncated: boolean;
}

/** Zero-width characters, bidirectional controls, tags, variation selectors; control characters but white space; lone surrogates, private use. */
const INVISIBLE = /(?!\s)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\ufffd]|\ufeff/u;
const PLAIN = /^[\x20-\x7e]*$/;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Unicode NFC without invisible characters, full-width ASCII as ASCII, any run of white space as one space, none at the ends.
 *
 * @param limit UTF-16 units of the original that are read
 *
 * @example
 * const { text, starts, ends } = normaliseText('pay\u200b  Zoe\u0308'); // 'pay Zoë'
 * [starts[6], ends[6]]; // [8, 10]: the ë that was typed as two characters
 */
export function normaliseText(original: string, limit = MAX_CHARACTERS): NormalisedText {
  const truncated = original.length > limit;
  const read = truncated ? cut(original, limit) : original;
  const visible = PLAIN.test(read) ? { text: read, at: undefined } : dropInvisible(read);
  const out: Out = { text: '', starts: [], ends: [] };
  for (const { segment, index } of characters(visible.text)) {
    const start = visible.at?.[index] ?? index;
    const end = visible.at ? endOf(read, visible.at, index + segment.length - 1) : index + segment.length;
    append(out, segment.normalize('NFC'), start, end);
  }
  const length = out.text.endsWith(' ') ? out.text.length - 1 : out.text.length;
  return {
    text: out.text.slice(0, length),
    starts: Int32Array.from(out.starts.slice(0, length)),
    ends: Int32Array.from(out.ends.slice(0, length)),
    truncated,
  };
}

interface Out {
  text: string;
  starts: number[];
  ends: number[];
}

/** Not through the middle of a surrogate pair. */
const cut = (text: string, limit: number) => text.slice(0, text.codePointAt(limit - 1)! > 0xffff ? limit - 1 : limit);

/** Graphemes, because no canonical composition reaches over their edges; a space stays apart from marks set on it. */
function* characters(text: string): Iterable<{ segment: string; index: number }> {
  if (PLAIN.test(text)) {
    for (let index = 0; index < text.length; index++) yield { segment: text[index]!, index };
    return;
  }
  for (const { segment, index } of graphemes.segment(text)) {
    const marked = segment.startsWith(' ') && segment.length > 1;
    if (marked) yield { segment: ' ', index };
    yield marked ? { segment: segment.slice(1), index: index + 1 } : { segment, index };
  }
}

/** @returns the rest, and where each of its UTF-16 units stood */
function dropInvisible(text: string): { text: string; at: number[] } {
  let rest = '';
  const at: number[] = [];
  let index = 0;
  for (const character of text) {
    if (!INVISIBLE.test(character)) {
      rest += fold(character);
      for (let unit = 0; unit < character.length; unit++) at.push(index + unit);
    }
    index += character.length;
  }
  return { text: rest, at };
}

/** Full-width forms stand 0xfee0 above ASCII; white space of any kind is a space. */
function fold(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return /\s/u.test(character) ? ' ' : character;
}

const endOf = (text: string, at: readonly number[], unit: number) => Math.min(text.length, at[unit]! + 1);

function append(out: Out, piece: string, start: number, end: number): void {
  if (piece === ' ' && (out.text === '' || out.text.endsWith(' '))) return;
  out.text += piece;
  for (let unit = 0; unit < piece.length; unit++) {
    out.starts.push(start);
    out.ends.push(end);
  }
}

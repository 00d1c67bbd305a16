/** What a customer typed, as everything behind the border sees it. */

/** C0 and C1 controls but tab and line feed: no text needs them, and PostgreSQL can't store NUL. */
const CONTROLS = /[^\P{Cc}\t\n]/gu;
/**
 * Characters that are not seen and change how the rest reads: zero-width space, bidirectional marks, overrides and isolates, fillers, tags
 * (Unicode TR 36, "Bidirectional Text Spoofing"). Not the variation selectors and joiners, of which emoji are made.
 */
const INVISIBLE = /[^\P{Default_Ignorable_Code_Point}\u{fe00}-\u{fe0f}\u{200d}]|\p{Bidi_Control}/gu;
/** A zero-width joiner that joins no emoji hides a border between letters. */
const LONE_JOINER = /(?<!\p{Extended_Pictographic}\u{fe0f}?|\p{Emoji_Modifier})\u{200d}|\u{200d}(?!\p{Extended_Pictographic})/gu;
/** More combining marks on one letter than any language writes ("Zalgo"). */
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * Normal form C, line ends as `\n`, without controls, invisible and bidirectional characters and lone surrogates; trimmed. Empty where nothing
 * is left to read. Offsets of slots point into this text, and it is what the transcript keeps.
 *
 * @example
 * cleanText('pay\u202e Anna\u200b'); // 'pay Anna'
 */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\p{Cs}/gu, '') // lone surrogates
    .normalize('NFC')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(LONE_JOINER, '')
    .replace(STACKED_MARKS, '$1')
    .trim();

/** A text cut at the spans that were marked in it. */

export interface Span {
  start: number;
  /** Exclusive. */
  end: number;
}

export interface Piece<S extends Span> {
  text: string;
  /** Absent between spans. */
  span?: S;
}

/**
 * The whole text in pieces, in order; joined they are the text again, whatever the spans are. A span that lies outside the text, is empty, or
 * overlaps one before it marks nothing.
 *
 * @example
 * markedPieces('pay Anna', [{ start: 4, end: 8 }]); // [{ text: 'pay ' }, { text: 'Anna', span: { start: 4, end: 8 } }]
 */
export function markedPieces<S extends Span>(text: string, spans: readonly S[]): Piece<S>[] {
  const pieces: Piece<S>[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < at || span.end <= span.start || span.end > text.length) continue;
    if (span.start > at) pieces.push({ text: text.slice(at, span.start) });
    pieces.push({ text: text.slice(span.start, span.end), span });
    at = span.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

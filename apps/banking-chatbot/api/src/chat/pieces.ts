/** A reply in the pieces in which it is streamed: sentences and lines, joined they are the whole. */
export const pieces = (text: string): string[] => text.split(/(?<=[.!?]\s+|\n)(?=\S)/).filter(Boolean);

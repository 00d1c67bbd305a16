/** Bounds of what the model reads. */

/** Pieces of a message with [CLS] and [SEP]; the rest is cut off, and said so. */
export const MAX_TOKENS = 128;

/** UTF-16 units of a message that are looked at. */
export const MAX_CHARACTERS = 2000;

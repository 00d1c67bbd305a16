/** What every corpus of customers' sentences is read into, so that training and evaluation take any of them. */
import { CorruptDataError, NotFoundError } from '@casebook/core';
import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** A slot's place in a text, in UTF-16 units as JavaScript counts: `text.slice(start, end)` is what was marked. */
export interface SlotSpan {
  name: string;
  start: number;
  end: number;
}

/** One sentence with what is known about it. A corpus without intents (or slots) leaves the field out. */
export interface Utterance {
  text: string;
  /** The intent, where the corpus gives exactly one. */
  intent?: string;
  /** All intents, where the corpus may give several or none. */
  intents?: readonly string[];
  /** Marked spans, by start; they do not overlap unless the corpus says so in its README. */
  slots?: readonly SlotSpan[];
  /** True where the corpus says that the sentence is out of scope; it then has no intent. */
  oos?: boolean;
}

/**
 * A failure of a corpus file: `CORPUS_INVALID` (422) with the file and the place in it.
 *
 * @param where e.g. `line 7` or `train[12]`
 */
export const corpusError = (file: string, where: string, what: string) =>
  new CorruptDataError('CORPUS_INVALID', `${basename(file)}, ${where}: ${what}`);

/**
 * Reads a text file whole.
 *
 * @throws {NotFoundError} `DATA_NOT_FOUND`
 * @throws {CorruptDataError} `CORPUS_INVALID` where it is not UTF-8
 */
export async function readCorpusFile(path: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new NotFoundError('DATA_NOT_FOUND', `${path} cannot be read: fetch the data set with its \`download\` command.`, { cause });
  });
  if (!isUtf8(bytes)) throw corpusError(path, 'whole file', 'not in UTF-8; fetch it again.');
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/**
 * Parses JSON.
 *
 * @throws {CorruptDataError} `CORPUS_INVALID`
 */
export function parseCorpusJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CorruptDataError('CORPUS_INVALID', `${basename(file)} is not JSON (${reason}): it may be cut; fetch it again.`, { cause });
  }
}

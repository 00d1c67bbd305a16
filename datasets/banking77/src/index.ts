/** BANKING77: questions of a bank's customers, one of 77 intents each (Casanueva et al., 2020). */
import { corpusError, parseDelimited, readCorpusFile, type Utterance } from '@casebook/data-pipelines';

export interface Banking77Utterance extends Utterance {
  intent: string;
}

/** Whether a file's first kilobytes are of this form: a CSV file with the header `text,category`. */
export const looksLikeBanking77 = (head: string) => /^\uFEFF?"?text"?,"?category"?\r?\n/.test(head);

/**
 * Parses a CSV file with the header `text,category`, as it is: white space and line breaks within a text are kept.
 *
 * @param file its name, for messages
 * @throws {CorruptDataError} `CORPUS_INVALID` naming the line
 */
export function parseBanking77(text: string, file: string): Banking77Utterance[] {
  const [header, ...records] = parseDelimited(text, file);
  if (header?.fields.join() !== 'text,category')
    throw corpusError(file, 'line 1', 'the header is not text,category: is it a BANKING77 file?');
  if (records.length === 0) throw corpusError(file, 'line 2', 'there is no question; fetch the file again.');
  return records.map(({ fields, line }) => {
    if (fields.length !== 2)
      throw corpusError(file, `line ${line}`, `${fields.length} fields where there must be 2: quote a text that holds a comma.`);
    const [question, intent] = fields as [string, string];
    if (question.trim() === '' || intent.trim() === '') throw corpusError(file, `line ${line}`, 'an empty text or category.');
    return { text: question, intent };
  });
}

/**
 * Reads `train.csv`, or any file of its form. For validation inside it use `stratifiedSplit` or `stratifiedFolds` of data-pipelines.
 *
 * @throws {NotFoundError | CorruptDataError} `DATA_NOT_FOUND`, `CORPUS_INVALID`
 */
export const readBanking77 = async (path: string) => parseBanking77(await readCorpusFile(path), path);

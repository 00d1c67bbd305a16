/** Small delimited files in memory, each record with the line it begins at (RFC 4180). Large ones are DuckDB's business. */
import { corpusError } from './utterance.js';

export interface DelimitedRecord {
  fields: string[];
  /** The first is 1. */
  line: number;
}

/**
 * Splits a text into records. Fields may be quoted, with delimiters, line breaks and doubled quotes inside.
 *
 * @param quote `false` where the format knows no quotes (a quotation mark is text)
 * @throws {CorruptDataError} `CORPUS_INVALID` naming the line of a quote that is not closed, or that is followed by text
 *
 * @example
 * parseDelimited('text,label\n"a, b",x\n', 'f.csv') // fields ['text', 'label'] at line 1, ['a, b', 'x'] at line 2
 */
export function parseDelimited(text: string, file: string, { delimiter = ',', quote = true } = {}): DelimitedRecord[] {
  const records: DelimitedRecord[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const record: DelimitedRecord = { fields: [], line };
    for (let more = true; more;) {
      let field: string;
      if (quote && text[at] === '"') {
        const end = closingQuote(text, at + 1);
        if (end < 0) throw corpusError(file, `line ${line}`, 'a quote is not closed.');
        field = text.slice(at + 1, end).replaceAll('""', '"');
        line += field.split('\n').length - 1;
        at = end + 1;
        if (at < text.length && text[at] !== delimiter && !/^\r?\n/.test(text.slice(at, at + 2)))
          throw corpusError(file, `line ${line}`, 'text after a closing quote.');
      } else {
        let end = at;
        while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++;
        field = text.slice(at, end).replace(/\r$/, '');
        at = end;
      }
      record.fields.push(field);
      more = text[at] === delimiter;
      if (more) at++;
    }
    if (text[at] === '\r') at++;
    at++;
    line++;
    records.push(record);
  }
  return records;
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}

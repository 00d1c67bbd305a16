/** The first record of a CSV file: its delimiter and its column names. The rest is DuckDB's to read. */
import { CorruptDataError, InvalidInputError } from '@casebook/core';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { fileKind } from './file-kind.js';

export interface CsvHeader {
  delimiter: string;
  columns: string[];
}

const DELIMITERS = [',', '\t', ';', '|'];
const HEADER_LIMIT = 1 << 16; // characters; a header longer than this is not one

/**
 * Reads the header record (RFC 4180: quoted names may hold delimiters, doubled quotes and line breaks).
 *
 * The delimiter is the one of comma, tab, semicolon and bar that stands most often in the header outside quotes.
 *
 * @param path a CSV file, plain or gzip
 * @throws {CorruptDataError} `FILE_EMPTY` or `CSV_INVALID` where the first bytes are no text
 * @throws {InvalidInputError} `CSV_HEADER_INVALID` where a column has no name or two have the same
 */
export async function readCsvHeader(path: string): Promise<CsvHeader> {
  const name = basename(path);
  const text = await firstText(path);
  if (text.trim() === '') throw new CorruptDataError('FILE_EMPTY', `${name} is empty: it needs a header line and at least one row.`);
  const delimiter = DELIMITERS.map((d) => ({ d, n: splitRecord(text, d).length })).reduce((a, b) => (b.n > a.n ? b : a)).d;
  const columns = splitRecord(text, delimiter);
  if (/[\0\ufffd]/.test(columns.join())) {
    throw new CorruptDataError('CSV_INVALID', `${name} is not a CSV file in UTF-8: save it as UTF-8 text with a header line.`);
  }
  if (columns.includes(''))
    throw new InvalidInputError('CSV_HEADER_INVALID', `${name}: a column has no name. Name every column in the header line.`);
  const lower = columns.map((column) => column.toLowerCase());
  const twice = lower.find((column, i) => lower.indexOf(column) !== i);
  if (twice !== undefined)
    throw new InvalidInputError('CSV_HEADER_INVALID', `${name}: two columns are named "${twice}". Rename one of them.`);
  return { delimiter, columns };
}

/** The first record's fields, trimmed; stops at the first line break outside quotes. */
function splitRecord(text: string, delimiter: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '\n' || c === '\r') break;
    else if (c === delimiter) {
      fields.push(field.trim());
      field = '';
    } else field += c;
  }
  return [...fields, field.trim()];
}

async function firstText(path: string): Promise<string> {
  const bytes = createReadStream(path);
  const stream = (await fileKind(path)) === 'gzip' ? bytes.pipe(createGunzip()) : bytes;
  const decoder = new TextDecoder(); // drops a byte order mark
  let text = '';
  try {
    for await (const chunk of stream) {
      text += decoder.decode(chunk as Buffer, { stream: true });
      if (text.length >= HEADER_LIMIT) break;
    }
  } finally {
    bytes.destroy();
  }
  return text;
}

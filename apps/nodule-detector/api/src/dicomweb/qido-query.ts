/** The query string of QIDO-RS (PS3.18, 8.3.4). */
import { InvalidInputError } from '@casebook/core';
import { dictionaryEntry, tagOfKeyword } from '@casebook/imaging';

export interface Match {
  tag: string;
  vr: string;
  /** Not empty. */
  value: string;
}

export interface QidoQuery {
  matches: Match[];
  /** Tags beyond those of the level; `all` for every one there is. */
  include: string[] | 'all';
  limit: number;
  offset: number;
  /** Asked for, and not done: names are compared as they are written. */
  fuzzy: boolean;
}

export const MOST_RESULTS = 1000;
const MOST_MATCHES = 32;

const invalid = (what: string) => new InvalidInputError('QUERY_INVALID', `The query is not valid. ${what}`);

/**
 * @throws {InvalidInputError} `QUERY_INVALID`
 *
 * @example
 * readQidoQuery({ ModalitiesInStudy: 'CT', '00080020': '20250101-', limit: '10' });
 */
export function readQidoQuery(query: Record<string, unknown>): QidoQuery {
  const read: QidoQuery = { matches: [], include: [], limit: 200, offset: 0, fuzzy: false };
  for (const [name, given] of Object.entries(query)) {
    const values = (Array.isArray(given) ? given : [given]).map(String);
    if (name === 'limit') read.limit = Math.min(whole(name, values), MOST_RESULTS);
    else if (name === 'offset') read.offset = whole(name, values);
    else if (name === 'fuzzymatching') read.fuzzy = values.includes('true');
    else if (name === 'includefield') read.include = includes(read.include, values);
    else read.matches.push(...values.flatMap((value) => match(name, value)));
  }
  if (read.matches.length > MOST_MATCHES) throw invalid(`At most ${MOST_MATCHES} attributes can be matched at once.`);
  return read;
}

function whole(name: string, values: string[]): number {
  if (values.length !== 1 || !/^\d{1,9}$/.test(values[0]!)) throw invalid(`${name} must be a whole number.`);
  return Number(values[0]);
}

function includes(before: QidoQuery['include'], values: string[]): QidoQuery['include'] {
  const fields = values.flatMap((value) => value.split(','));
  if (before === 'all' || fields.includes('all')) return 'all';
  return [...before, ...fields.map((field) => tagOf(field).tag)];
}

/** An attribute by keyword or by number; an empty value matches everything (universal matching). */
const match = (name: string, value: string): Match[] => (value === '' || value === '*' ? [] : [{ ...tagOf(name), value }]);

function tagOf(name: string): Omit<Match, 'value'> {
  const tag = /^[\da-f]{8}$/i.test(name) ? name.toUpperCase() : tagOfKeyword(name);
  const entry = tag === undefined ? undefined : dictionaryEntry(tag);
  if (!tag || !entry)
    throw invalid(`${JSON.stringify(name.slice(0, 64))} is no attribute of DICOM, by keyword or by eight hexadecimal digits.`);
  if (entry.vr === 'SQ') throw invalid('Attributes within sequences cannot be matched.');
  return { tag, vr: entry.vr };
}

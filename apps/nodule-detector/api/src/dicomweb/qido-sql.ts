/** A QIDO-RS match as a condition on DICOM JSON in a column. */
import type { Match } from './qido-query.js';

/** Collects the values of a statement. */
export class Values {
  readonly list: unknown[] = [];

  /** @returns the place holder */
  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

const NAMES = new Set(['PN']);
const RANGES = new Set(['DA', 'TM', 'DT']);

/**
 * PS3.4, C.2.2.2: a list of identifiers, a range of times, wild cards `*` and `?`, or the value itself; names whatever their case. An attribute of
 * several values matches where one of them does.
 *
 * @param column of the DICOM JSON; never taken from a request
 */
export function matchSql({ tag, vr, value }: Match, column: string, values: Values): string {
  const path = vr === 'PN' ? `$."${tag}".Value[*].Alphabetic` : `$."${tag}".Value[*]`; // the tag is eight hexadecimal digits: see qido-query
  const any = (condition: string) => `EXISTS (SELECT 1 FROM jsonb_path_query(${column}, '${path}') AS found, LATERAL (SELECT found #>> '{}' AS text) AS one WHERE ${condition})`; // prettier-ignore
  return any(comparison(vr, value, values));
}

/** The same on a plain text expression. */
export function comparison(vr: string, value: string, values: Values): string {
  if (vr === 'UI') return `text = ANY(${values.add(value.split(/[,\\]/).filter(Boolean))}::text[])`;
  const [from, to] = value.split('-');
  if (RANGES.has(vr) && to !== undefined) {
    const bounds = [...(from ? [`text >= ${values.add(from)}`] : []), ...(to ? [`text < ${values.add(`${to}\uffff`)}`] : [])];
    return bounds.join(' AND ') || 'true';
  }
  if (!/[*?]/.test(value) && !NAMES.has(vr)) return `text = ${values.add(value)}`;
  const pattern = value
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll('*', '%')
    .replaceAll('?', '_');
  return `text ${NAMES.has(vr) ? 'ILIKE' : 'LIKE'} ${values.add(pattern)}`;
}

/** A data set as DICOM JSON (PS3.18, F), without bulk data. */
import { dictionaryEntry } from '@casebook/imaging';
import type { DataSet, Element } from 'dicom-parser';
import { decoderOf } from './character-set.js';
import type { DicomJson } from '../database/study.entity.js';

/** Values of a backslash in these are text (PS3.5, 6.2). */
const ONE_TEXT = new Set(['LT', 'ST', 'UT', 'UR']);
const TEXT = new Set(['AE', 'AS', 'CS', 'DA', 'DT', 'LO', 'SH', 'TM', 'UC', 'UI', ...ONE_TEXT]);

type Read = (data: DataSet, tag: string, index: number) => number | string | undefined;
const NUMBERS: Record<string, { bytes: number; read: Read }> = {
  US: { bytes: 2, read: (data, tag, n) => data.uint16(tag, n) },
  SS: { bytes: 2, read: (data, tag, n) => data.int16(tag, n) },
  UL: { bytes: 4, read: (data, tag, n) => data.uint32(tag, n) },
  SL: { bytes: 4, read: (data, tag, n) => data.int32(tag, n) },
  FL: { bytes: 4, read: (data, tag, n) => data.float(tag, n) },
  FD: { bytes: 8, read: (data, tag, n) => data.double(tag, n) },
  AT: { bytes: 4, read: (data, tag, n) => attributeTag(data, tag, n) },
};

/** A tag as eight hexadecimal digits; dicom-parser's own reads the first one alone. */
function attributeTag(data: DataSet, tag: string, n: number): string {
  const at = (data.elements[tag]?.dataOffset ?? 0) + 4 * n;
  const half = (from: number) => data.byteArrayParser.readUint16(data.byteArray, from).toString(16).padStart(4, '0').toUpperCase();
  return `${half(at)}${half(at + 2)}`;
}

/** More values than that are bulk data: look-up tables and the like. */
const MOST_VALUES = 4096;

/** The attributes of a file, but for its header and what is bulk data. */
export function toDicomJson(data: DataSet, decode = decoderOf(data.string('x00080005'))): DicomJson {
  const json: DicomJson = {};
  for (const element of Object.values(data.elements)) {
    const tag = element.tag.slice(1).toUpperCase();
    const vr = element.vr ?? dictionaryEntry(tag)?.vr;
    if (tag < '0008' || tag.startsWith('FFFE') || tag.endsWith('0000') || !vr) continue;
    const value = valueOf(data, element, vr, decode);
    if (value !== undefined) json[tag] = value.length > 0 ? { vr, Value: value } : { vr };
  }
  return json;
}

/** Undefined for bulk data. */
function valueOf(data: DataSet, element: Element, vr: string, decode: (bytes: Uint8Array) => string): unknown[] | undefined {
  if (vr === 'SQ') return (element.items ?? []).map(({ dataSet }) => (dataSet ? toDicomJson(dataSet, decode) : {}));
  const number = NUMBERS[vr];
  if (number) {
    const count = Math.floor(element.length / number.bytes);
    if (count > MOST_VALUES) return undefined;
    return Array.from({ length: count }, (_, n) => finite(number.read(data, element.tag, n)));
  }
  if (!TEXT.has(vr) && !/^(PN|DS|IS)$/.test(vr)) return undefined;
  const text = decode(data.byteArray.subarray(element.dataOffset, element.dataOffset + element.length)).replaceAll('\0', '');
  if (ONE_TEXT.has(vr)) return text.trimEnd() === '' ? [] : [text.trimEnd()];
  const values = text.split('\\').map((value) => value.trim());
  if (values.every((value) => value === '')) return [];
  return values.map((value) =>
    value === '' ? null : vr === 'PN' ? personName(value) : vr === 'DS' || vr === 'IS' ? decimal(value) : value,
  );
}

/** Up to three groups: as it is written, in ideographs, as it is spoken (PS3.5, 6.2.1). */
function personName(value: string): Record<string, string> {
  const groups = value.split('=');
  return Object.fromEntries(['Alphabetic', 'Ideographic', 'Phonetic'].flatMap((key, n) => (groups[n] ? [[key, groups[n]]] : [])));
}

/** A number where it is one: JSON has neither infinity nor leading zeros, and files have typing errors. */
const decimal = (text: string) => (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? finite(Number(text)) : text);
const finite = (value: number | string | undefined) => (typeof value === 'number' && !Number.isFinite(value) ? null : (value ?? null));

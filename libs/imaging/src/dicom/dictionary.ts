/** The data dictionary of DICOM (PS3.6), as dcmjs has it. */
import dcmjs from 'dcmjs';

const { dictionary, nameMap } = dcmjs.data.DicomMetaDictionary;

export interface DictionaryEntry {
  vr: string;
  keyword: string;
}

/** US or SS, OB or OW: the lengths are the same, and without the image it cannot be told. */
const DEPENDS_ON_IMAGE: Record<string, string> = { xs: 'US', ox: 'OW', lt: 'OW' };

/**
 * @param tag eight hexadecimal digits
 * @returns undefined for what the standard does not know: private attributes, and those of a newer edition
 *
 * @example
 * dictionaryEntry('00100010'); // { vr: 'PN', keyword: 'PatientName' }
 */
export function dictionaryEntry(tag: string): DictionaryEntry | undefined {
  if (isPrivate(tag)) return undefined;
  const entry = dictionary[`(${tag.slice(0, 4)},${tag.slice(4)})`.toUpperCase()];
  if (!entry?.vr || !entry.name || entry.name === 'PrivateTag') return undefined;
  return { vr: DEPENDS_ON_IMAGE[entry.vr] ?? entry.vr, keyword: entry.name.replace(/^RETIRED_/, '') };
}

/** The tag of a keyword, eight hexadecimal digits in upper case. */
export function tagOfKeyword(keyword: string): string | undefined {
  const tag = Object.hasOwn(nameMap, keyword) ? /^\(([\dA-F]{4}),([\dA-F]{4})\)$/i.exec(nameMap[keyword]!.tag) : null;
  return tag ? `${tag[1]}${tag[2]}`.toUpperCase() : undefined;
}

/** Groups of odd numbers are private (PS3.5, 7.8). */
export const isPrivate = (tag: string): boolean => (Number.parseInt(tag.slice(0, 4), 16) & 1) === 1;

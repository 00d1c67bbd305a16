/** What becomes of one attribute. */
import { dictionaryEntry } from '@casebook/imaging';
import type { Element } from 'dicom-parser';
import { profileAction } from './basic-profile.js';
import { moveDates } from './dates.js';
import type { Pseudonyms } from './pseudonyms.js';

export interface DeidentifyOptions {
  /** `shift`: moved by a number of days that is the patient's own (option 113107); `keep`: as they are (113106). */
  dates: 'remove' | 'shift' | 'keep';
  /** Sex, age, size, weight and the like, which a model may want (113108). */
  characteristics: 'remove' | 'keep';
}

/** What of the whole file a decision needs. */
export interface Subject {
  /** The patient's id, or else the name. */
  patient: string;
  sopClassUid: string;
}

export type Decision =
  { kind: 'remove' } | { kind: 'items' } | { kind: 'keep' | 'zeros'; vr: string } | { kind: 'text'; vr: string; value: string };

/** The table's column "Rtn. Pat. Chars.", of what a CT may have. */
const CHARACTERISTICS = new Set(
  '00100040 00101010 00101020 00101021 00101022 00101030 00102110 00102160 001021A0 001021C0 00102203'.split(' '),
);
const BIRTH = new Set(['00100030', '00100032', '00100033', '00100034', '00100035']);
const TIMES = new Set(['DA', 'DT', 'TM']);
/** Image definitions that ask for dates and devices: the multi-frame ones; of the older one they are optional. */
const ENHANCED_CT = '1.2.840.10008.5.1.4.1.1.2.1';

const remove: Decision = { kind: 'remove' };
const isStandard = (uid: string) => uid.startsWith('1.2.840.10008.');

/** @param value the attribute's value as text, where it is one */
export function decide(
  tag: string,
  element: Element,
  value: () => string,
  subject: Subject,
  pseudonyms: Pseudonyms,
  options: DeidentifyOptions,
): Decision {
  const vr = representation(tag, element);
  if (!vr) return remove;
  if (tag === '00100010' || tag === '00100020') return { kind: 'text', vr, value: pseudonyms.patient(subject.patient) };
  if (TIMES.has(vr) && options.dates !== 'remove' && !BIRTH.has(tag)) {
    if (options.dates === 'keep' || vr === 'TM') return { kind: 'keep', vr };
    return { kind: 'text', vr, value: moveDates(value(), pseudonyms.days(subject.patient)) };
  }
  const action = options.characteristics === 'keep' && CHARACTERISTICS.has(tag) ? undefined : profileAction(tag);
  if (action === 'X' || (action === 'X/D' && subject.sopClassUid !== ENHANCED_CT)) return remove;
  if (action === 'Z') return { kind: 'text', vr, value: '' };
  if (action === 'D' || action === 'X/D') return dummy(vr);
  if (vr === 'SQ') return { kind: 'items' };
  if (vr === 'UI') return { kind: 'text', vr, value: replaceUids(value(), pseudonyms) };
  // Not in the table, and yet a name or a time: it is not there for the image.
  if (action === undefined && (vr === 'PN' || TIMES.has(vr))) return remove;
  return { kind: 'keep', vr };
}

/** The dictionary's; undefined where the file says otherwise in a way that would hide what the value is. */
function representation(tag: string, element: Element): string | undefined {
  const known = dictionaryEntry(tag)?.vr;
  const stated = element.vr;
  if (!known || (known === 'SQ') !== (element.items !== undefined || (stated ?? known) === 'SQ')) return undefined;
  if (!stated || stated === known) return known;
  const numbers = /^(US|SS|OB|OW)$/;
  const words = /^(LO|SH|LT|ST|UC|UT|CS|DS|IS)$/;
  return [numbers, words].some((kind) => kind.test(stated) && kind.test(known)) ? stated : undefined;
}

/** Every identifier but DICOM's own, of one or more joined by backslashes. */
export const replaceUids = (value: string, pseudonyms: Pseudonyms): string =>
  value
    .split('\\')
    .map((uid) => uid.replace(/[\0 ]+$/, ''))
    .map((uid) => (uid === '' || isStandard(uid) ? uid : pseudonyms.uid(uid)))
    .join('\\');

const DUMMIES: Record<string, string> = { DA: '19000101', DT: '19000101000000', TM: '000000', AS: '000Y', DS: '0', IS: '0' };

function dummy(vr: string): Decision {
  if (vr === 'SQ' || vr.startsWith('O') || vr === 'UN' || vr === 'UI') return remove;
  if (/^(US|SS|UL|SL|UV|SV|FL|FD|AT)$/.test(vr)) return { kind: 'zeros', vr };
  return { kind: 'text', vr, value: DUMMIES[vr] ?? 'REMOVED' };
}

/** What a report says of patient and study: what its images say. */
import { dictionaryEntry } from '@casebook/imaging';
import type { DicomJson } from '../database/study.entity.js';
import type { StudyAttributes } from './write-report.js';
import { valuesOf } from './slices-of.js';

/** Those that every DICOM file must have, with nothing in it where it is not known. */
const REQUIRED = {
  PatientName: '',
  PatientID: '',
  PatientBirthDate: '',
  PatientSex: '',
  StudyDate: '',
  StudyTime: '',
  AccessionNumber: '',
  ReferringPhysicianName: '',
  StudyID: '',
};

/** Patient, study, and that identities were removed; sequences are left out. */
const COPIED = [
  '00100010',
  '00100020',
  '00100030',
  '00100040',
  '00101010',
  '00080020',
  '00080030',
  '00080050',
  '00080090',
  '00200010',
  '00081030',
  '00120062',
  '00120063',
  '00280303',
];

/** @param tags of an image of the study */
export function studyAttributes(studyUid: string, tags: DicomJson): StudyAttributes {
  const copied = COPIED.flatMap((tag) => {
    const values = valuesOf(tags, tag).map(plain);
    return values.length > 0 ? [[dictionaryEntry(tag)!.keyword, values.length === 1 ? values[0] : values] as const] : [];
  });
  return { ...REQUIRED, ...Object.fromEntries(copied), StudyInstanceUID: studyUid };
}

/** Names are objects in DICOM JSON. */
const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? ((value as { Alphabetic?: string }).Alphabetic ?? '') : value;

/** A file as it comes from outside: read, checked, de-identified. */
import { CasebookError, InvalidInputError } from '@casebook/core';
import {
  canDecode, damaged, DICOM_LIMITS, missing, parseDataSet, readInstance, truncated, unsupported, type DicomLimits, type Instance,
} from '@casebook/imaging'; // prettier-ignore
import type { DataSet } from 'dicom-parser';
import {
  deidentify,
  fileHeader,
  identifiersOf,
  outputSyntax,
  transferSyntaxOf,
  type DeidentifyOptions,
  type Identifiers,
  type Pseudonyms,
} from '../../deidentify/index.js';
import { toDicomJson } from '../../dicomweb/dicom-json.js';
import { CT_CLASSES } from './ct-classes.js';
import type { StoredFile } from './stored-file.js';

export interface ReadOptions {
  pseudonyms: Pseudonyms;
  /** Absent: files are stored as they are. */
  deidentify?: DeidentifyOptions | undefined;
  limits?: DicomLimits;
}

const DIRECTORY = '1.2.840.10008.1.3.10';
const UID = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/;

/**
 * @throws what reading throws (`NOT_DICOM`, `DICOM_…`); {InvalidInputError} `DICOMDIR`, `NOT_CT`, `DICOM_BURNED_IN`
 */
export function readStudyFile(bytes: Uint8Array, { pseudonyms, deidentify: options, limits = DICOM_LIMITS }: ReadOptions): StoredFile {
  const data = parseDataSet(bytes, limits);
  try {
    const text = (tag: string) => (data.string(tag) ?? '').replace(/\0+$/, '').trim();
    const ids = identifiersOf(data);
    checkKind(ids.sopClassUid, text('x00080060'));
    checkIdentifiers(data, ids, options !== undefined);
    if (options && /^YES$/i.test(text('x00280301'))) throw burnedIn();
    checkPixels(data, readInstance(data, limits));
    const stored = options ? deidentify(data, pseudonyms, options) : asItIs(data);
    return {
      ...describe(stored, limits),
      sent: { studyUid: text('x0020000d'), sopClassUid: text('x00080016'), sopInstanceUid: text('x00080018') },
    };
  } catch (error) {
    // A tag whose length points out of the file makes the library fail in its own ways.
    throw error instanceof CasebookError ? error : damaged('a tag cannot be read', error);
  }
}

/** What was written is read again: only what can be is stored. */
function describe(bytes: Buffer, limits: DicomLimits): Omit<StoredFile, 'sent'> {
  const data = parseDataSet(bytes, limits);
  const instance = readInstance(data, limits);
  return {
    bytes,
    sopInstanceUid: instance.sopInstanceUid,
    seriesUid: instance.seriesUid,
    studyUid: instance.studyUid,
    sopClassUid: instance.sopClassUid,
    transferSyntax: transferSyntaxOf(data),
    modality: instance.modality,
    number: data.elements['x00200013'] ? clampInt32(instance.instanceNumber) : null,
    tags: toDicomJson(data),
  };
}

/** The same data set behind a header of our own: what a sender's software writes there must not make another file of it. */
function asItIs(data: DataSet): Buffer {
  const text = (tag: string) => (data.string(tag) ?? '').replace(/[\0 ]+$/, '');
  const first = Object.values(data.elements).filter(({ tag }) => !tag.startsWith('x0002')).sort((a, b) => a.dataOffset - b.dataOffset)[0]!; // prettier-ignore
  const long = /^(OB|OD|OF|OL|OV|OW|SQ|SV|UC|UN|UR|UT|UV)$/.test(first.vr ?? '') && transferSyntaxOf(data) !== '1.2.840.10008.1.2';
  const header = fileHeader({ sopClassUid: text('x00080016'), sopInstanceUid: text('x00080018'), transferSyntax: outputSyntax(data) });
  return Buffer.concat([header, data.byteArray.subarray(first.dataOffset - (long ? 12 : 8))]);
}

function checkKind(sopClassUid: string, modality: string): void {
  if (sopClassUid === DIRECTORY)
    throw new InvalidInputError(
      'DICOMDIR',
      'This is the directory of a medium: it only lists the files beside it, which are read without it.',
    );
  if (sopClassUid === '') throw missing('its class (0008,0016)');
  if (CT_CLASSES.has(sopClassUid) && modality === 'CT') return;
  throw new InvalidInputError('NOT_CT', 'This is no CT image. Only CT images are taken; the rest of the study goes on without it.');
}

/** @param replaced whether they are: then what an emptied one stands for is enough */
function checkIdentifiers(data: DataSet, ids: Identifiers, replaced: boolean): void {
  for (const [tag, name] of [
    ['x0020000d', 'study'],
    ['x0020000e', 'series'],
    ['x00080018', 'instance'],
  ] as const) {
    const uid = (data.string(tag) ?? '').replace(/\0+$/, '').trim();
    if (uid === '' ? !replaced : uid.length > 64 || !UID.test(uid)) throw missing(`a valid unique identifier of its ${name}`);
  }
  if (ids.studyUid === '' || ids.seriesUid === '' || ids.sopInstanceUid === '')
    throw missing('the unique identifiers of its image, series and study');
}

function checkPixels(data: DataSet, instance: Instance): void {
  const syntax = transferSyntaxOf(data);
  if (!canDecode(syntax)) throw unsupported('This transfer syntax');
  if (instance.frames.length === 0) throw missing('a number of frames (0028,0008)');
  const { encapsulatedPixelData, fragments = [], length } = data.elements['x7fe00010']!;
  if (
    encapsulatedPixelData
      ? fragments.length === 0
      : length < (instance.rows * instance.columns * instance.frames.length * instance.pixels.bitsAllocated) / 8
  )
    // prettier-ignore
    throw truncated();
}

const burnedIn = () =>
  new InvalidInputError(
    'DICOM_BURNED_IN',
    'The image says that text is burned into its pixels (0028,0301), which may name a person. Send it without, or switch de-identification off.',
  );

/** PostgreSQL's integer. */
const clampInt32 = (value: number) => Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1);

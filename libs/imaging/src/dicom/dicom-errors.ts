import { CasebookError, CorruptDataError, InvalidInputError, TooLargeError } from '@casebook/core';

/** The codes of files that cannot be used, with what a person can do. No value of a tag is ever part of a message: it may be personal. */
export const notDicom = () =>
  new InvalidInputError('NOT_DICOM', 'This is not a DICOM file: it has no DICM mark and no image. Send the .dcm files of a CT series.');

export const truncated = () =>
  new CorruptDataError(
    'DICOM_TRUNCATED',
    'The file ends before its pixels do: it was cut off while being copied. Export or send it again.',
  );

export const damaged = (what: string, cause?: unknown) =>
  new CorruptDataError('DICOM_DAMAGED', `The file is damaged: ${what}. Export or send it again.`, { cause });

export const tooLarge = (what: string) =>
  new TooLargeError('DICOM_TOO_LARGE', `The file claims ${what}, more than is read. If that is right, raise the limit.`);

export const unsupported = (what: string) =>
  new CasebookError(
    'DICOM_UNSUPPORTED',
    `${what} is not read. Send the series in a common transfer syntax, e.g. explicit little endian or JPEG 2000.`,
    {
      status: 415,
    },
  );

export const missing = (what: string) =>
  new CorruptDataError(
    'DICOM_TAG_MISSING',
    `The file lacks ${what}, or its value makes no sense; without it voxels have no place or no unit.`,
  );

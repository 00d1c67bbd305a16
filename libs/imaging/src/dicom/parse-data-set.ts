/** Bytes of a file to the tree of its tags, whatever the bytes are. */
import { CasebookError } from '@casebook/core';
import dicomParser, { type DataSet } from 'dicom-parser';
import { inflateRawSync } from 'node:zlib';
import { damaged, notDicom, tooLarge } from './dicom-errors.js';
import { DICOM_LIMITS, type DicomLimits } from './dicom-limits.js';

/**
 * @param bytes a whole DICOM file (PS3.10), with or without its preamble
 * @throws InvalidInputError NOT_DICOM; TooLargeError DICOM_TOO_LARGE; CorruptDataError DICOM_DAMAGED
 */
export function parseDataSet(bytes: Uint8Array, limits: DicomLimits = DICOM_LIMITS): DataSet {
  if (bytes.length > limits.fileBytes) throw tooLarge(`${bytes.length} bytes`);
  const syntax = startsLikeDicom(bytes);
  let data: DataSet;
  try {
    data = dicomParser.parseDicom(bytes, {
      ...(syntax === undefined ? {} : { TransferSyntaxUID: syntax }),
      inflater: (whole, position) => inflated(whole, position, limits),
    });
  } catch (error) {
    if (error instanceof CasebookError) throw error;
    // The library throws strings and objects; a RangeError is a stack of sequences too deep for it.
    throw damaged(error instanceof RangeError ? 'its sequences are nested too deeply' : 'its tags cannot be read', error);
  }
  if (Object.keys(data.elements).length === 0) throw notDicom();
  return data;
}

/** The transfer syntax to assume for a file without the preamble; undefined where the file names its own. */
function startsLikeDicom(bytes: Uint8Array): string | undefined {
  const mark = String.fromCharCode(...bytes.subarray(128, 132));
  if (mark === 'DICM') return undefined;
  // Old files begin with a tag of group 8 at once, little endian: explicit where two capital letters follow the tag.
  if (bytes.length < 132 || bytes[0] !== 8 || bytes[1] !== 0) throw notDicom();
  const explicit = /^[A-Z]{2}$/.test(String.fromCharCode(bytes[4]!, bytes[5]!));
  return explicit ? '1.2.840.10008.1.2.1' : '1.2.840.10008.1.2';
}

/** A deflated data set, with its header: a few kilobytes may claim to be gigabytes. */
function inflated(bytes: Uint8Array, position: number, limits: DicomLimits): Uint8Array {
  try {
    const body = inflateRawSync(bytes.subarray(position), { maxOutputLength: limits.fileBytes });
    return Buffer.concat([bytes.subarray(0, position), body]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(`more than ${limits.fileBytes} bytes when inflated`);
    throw damaged('its compressed part cannot be inflated', error);
  }
}

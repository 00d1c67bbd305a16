/** How a file is encoded (PS3.5, 10). */
import type { DataSet } from 'dicom-parser';
import type { Encoding } from './element-writer.js';

export const IMPLICIT = '1.2.840.10008.1.2';
export const EXPLICIT = '1.2.840.10008.1.2.1';
export const DEFLATED = '1.2.840.10008.1.2.1.99';
export const BIG_ENDIAN = '1.2.840.10008.1.2.2';

/** Of a file without a header, the one that was assumed to read it. */
export function transferSyntaxOf(data: DataSet): string {
  const assumed = (data.elements['x00020010'] as { Value?: string } | undefined)?.Value;
  return assumed ?? data.string('x00020010')?.replace(/[\0 ]+$/, '') ?? IMPLICIT;
}

export function encodingOf(data: DataSet): Encoding {
  const syntax = transferSyntaxOf(data);
  return { explicit: syntax !== IMPLICIT, bigEndian: syntax === BIG_ENDIAN };
}

/** Deflated files are stored inflated. */
export const outputSyntax = (data: DataSet): string => (transferSyntaxOf(data) === DEFLATED ? EXPLICIT : transferSyntaxOf(data));

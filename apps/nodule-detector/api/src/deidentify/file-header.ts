/** The beginning of a DICOM file (PS3.10, 7.1): an empty preamble and the file meta information. */
import { ElementWriter } from './element-writer.js';

/** This program as a writer of files: a UUID of its own under the root for derived identifiers. */
const IMPLEMENTATION_CLASS_UID = '2.25.188284561962943226372180410463237211457';
const IMPLEMENTATION_VERSION = 'CASEBOOK';

export interface FileIdentity {
  sopClassUid: string;
  sopInstanceUid: string;
  transferSyntax: string;
}

/** Nothing in it tells where the file came from: neither the preamble nor the application entity titles of its way are kept. */
export function fileHeader({ sopClassUid, sopInstanceUid, transferSyntax }: FileIdentity): Buffer {
  const meta = new ElementWriter({ explicit: true, bigEndian: false });
  meta.element('00020001', 'OB', Uint8Array.of(0, 1));
  meta.text('00020002', 'UI', sopClassUid);
  meta.text('00020003', 'UI', sopInstanceUid);
  meta.text('00020010', 'UI', transferSyntax);
  meta.text('00020012', 'UI', IMPLEMENTATION_CLASS_UID);
  meta.text('00020013', 'SH', IMPLEMENTATION_VERSION);
  const rest = meta.bytes();
  const length = new ElementWriter({ explicit: true, bigEndian: false });
  length.element('00020000', 'UL', Uint8Array.from([0, 8, 16, 24].map((shift) => (rest.length >> shift) & 255)));
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), length.bytes(), rest]);
}

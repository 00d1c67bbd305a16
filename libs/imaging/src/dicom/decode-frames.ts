/** Stored values of each frame, from whatever transfer syntax. */
import { CasebookError } from '@casebook/core';
import dcmjsCodecs from 'dcmjs-codecs';
import dicomParser, { type DataSet, type Element } from 'dicom-parser';
import { damaged, truncated, unsupported } from './dicom-errors.js';
import type { Instance } from './frame.js';

const { Context, NativeCodecs } = dcmjsCodecs;

type Decoder = 'decodeRle' | 'decodeJpeg' | 'decodeJpegLs' | 'decodeJpeg2000' | 'decodeHtJpeg2000';

/** Compressed transfer syntaxes, the lossless ones first in each line: PS3.6, table A-1. */
const DECODERS: Record<string, Decoder> = {
  '1.2.840.10008.1.2.5': 'decodeRle',
  '1.2.840.10008.1.2.4.57': 'decodeJpeg',
  '1.2.840.10008.1.2.4.70': 'decodeJpeg',
  '1.2.840.10008.1.2.4.50': 'decodeJpeg',
  '1.2.840.10008.1.2.4.51': 'decodeJpeg',
  '1.2.840.10008.1.2.4.80': 'decodeJpegLs',
  '1.2.840.10008.1.2.4.81': 'decodeJpegLs',
  '1.2.840.10008.1.2.4.90': 'decodeJpeg2000',
  '1.2.840.10008.1.2.4.91': 'decodeJpeg2000',
  '1.2.840.10008.1.2.4.201': 'decodeHtJpeg2000',
  '1.2.840.10008.1.2.4.202': 'decodeHtJpeg2000',
  '1.2.840.10008.1.2.4.203': 'decodeHtJpeg2000',
};

const UNCOMPRESSED = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.1.99', '1.2.840.10008.1.2.2']);
const BIG_ENDIAN = '1.2.840.10008.1.2.2';

/** Whether pixels of a transfer syntax can be read. */
export const canDecode = (transferSyntax: string): boolean => UNCOMPRESSED.has(transferSyntax) || Object.hasOwn(DECODERS, transferSyntax);

export type Stored = Int16Array | Uint16Array | Int8Array | Uint8Array;

/**
 * @returns the stored values of each frame, rows × columns
 * @throws CorruptDataError DICOM_TRUNCATED, DICOM_DAMAGED; CasebookError DICOM_UNSUPPORTED
 */
export async function decodeFrames(data: DataSet, instance: Instance): Promise<Stored[]> {
  const element = data.elements['x7fe00010']!;
  if (UNCOMPRESSED.has(instance.transferSyntax)) return uncompressed(data, element, instance);
  const decoder = DECODERS[instance.transferSyntax];
  if (!decoder) throw unsupported('This transfer syntax');
  if (!element.encapsulatedPixelData) throw damaged('its pixels are not stored in fragments, as its transfer syntax says');
  await NativeCodecs.initializeAsync();
  return instance.frames.map((_, n) => compressed(data, element, instance, decoder, n));
}

function uncompressed(data: DataSet, element: Element, instance: Instance): Stored[] {
  const bytesEach = (instance.rows * instance.columns * instance.pixels.bitsAllocated) / 8;
  const end = element.dataOffset + bytesEach * instance.frames.length;
  if (element.length < bytesEach * instance.frames.length || end > data.byteArray.length) throw truncated();
  return instance.frames.map((_, n) => {
    const from = element.dataOffset + n * bytesEach;
    const bytes = data.byteArray.slice(from, from + bytesEach); // a copy: typed arrays must begin at an even address
    if (instance.transferSyntax === BIG_ENDIAN && instance.pixels.bitsAllocated === 16)
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).swap16();
    return view(bytes, instance);
  });
}

function compressed(data: DataSet, element: Element, instance: Instance, decoder: Decoder, n: number): Stored {
  const { rows, columns, pixels } = instance;
  try {
    const context = new Context({
      width: columns,
      height: rows,
      bitsAllocated: pixels.bitsAllocated,
      bitsStored: pixels.bitsStored,
      samplesPerPixel: 1,
      pixelRepresentation: pixels.signed ? 1 : 0,
      planarConfiguration: 0,
      photometricInterpretation: 'MONOCHROME2',
      encodedBuffer: encoded(data, element, instance.frames.length, n),
    });
    const decoded = NativeCodecs[decoder](context).getDecodedBuffer();
    if (!decoded || decoded.length < (rows * columns * pixels.bitsAllocated) / 8) throw truncated();
    return view(decoded.slice(0, (rows * columns * pixels.bitsAllocated) / 8), instance);
  } catch (error) {
    throw error instanceof CasebookError ? error : damaged('its compressed pixels cannot be decoded', error);
  }
}

/** The bytes of a frame: fragments are joined by the offset table, or one is a frame, or all are the only one. */
function encoded(data: DataSet, element: Element, frames: number, n: number): Uint8Array {
  const fragments = element.fragments ?? [];
  if (fragments.length === 0) throw truncated();
  if (frames === 1) return dicomParser.readEncapsulatedPixelDataFromFragments(data, element, 0, fragments.length);
  if (element.basicOffsetTable && element.basicOffsetTable.length >= frames)
    return dicomParser.readEncapsulatedImageFrame(data, element, n);
  if (fragments.length !== frames) throw damaged('it does not say which fragments are which frame');
  return dicomParser.readEncapsulatedPixelDataFromFragments(data, element, n, 1);
}

function view(bytes: Uint8Array, { pixels }: Instance): Stored {
  const { buffer, byteOffset, length } = bytes;
  if (pixels.bitsAllocated === 8)
    return pixels.signed ? new Int8Array(buffer, byteOffset, length) : new Uint8Array(buffer, byteOffset, length);
  return pixels.signed ? new Int16Array(buffer, byteOffset, length / 2) : new Uint16Array(buffer, byteOffset, length / 2);
}

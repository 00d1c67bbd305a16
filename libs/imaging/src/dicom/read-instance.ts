/** The tags of a CT slice, checked. */
import type { DataSet } from 'dicom-parser';
import { dot, length, type Vector3 } from '../volume/vector.js';
import { missing, tooLarge, unsupported } from './dicom-errors.js';
import { DICOM_LIMITS, type DicomLimits } from './dicom-limits.js';
import type { Frame, Instance, PixelFormat } from './frame.js';

/**
 * @throws CasebookError DICOM_UNSUPPORTED (not one grey value a voxel, 32 bits); CorruptDataError DICOM_TAG_MISSING; TooLargeError DICOM_TOO_LARGE
 */
export function readInstance(data: DataSet, limits: DicomLimits = DICOM_LIMITS): Instance {
  const text = (tag: string) => data.string(tag) ?? '';
  const rows = data.uint16('x00280010') ?? 0;
  const columns = data.uint16('x00280011') ?? 0;
  if (!data.elements['x7fe00010'] || rows === 0 || columns === 0) throw unsupported('A file without an image');
  const frames = Math.max(1, data.intString('x00280008') ?? 1);
  checkSize(rows, columns, frames, limits);
  if ((data.uint16('x00280002') ?? 1) !== 1) throw unsupported('A colour image');
  return {
    sopInstanceUid: text('x00080018'),
    sopClassUid: text('x00080016'),
    seriesUid: text('x0020000e'),
    studyUid: text('x0020000d'),
    patientId: text('x00100020'),
    modality: text('x00080060'),
    isLocalizer: /LOCALIZER/i.test(text('x00080008').concat('\\', data.string('x00080008', 2) ?? '')),
    instanceNumber: data.intString('x00200013') ?? 0,
    columns,
    rows,
    frames: Array.from({ length: frames }, (_, n) => readFrame(data, n)),
    pixels: readPixelFormat(data),
    transferSyntax: data.string('x00020010') ?? '1.2.840.10008.1.2',
  };
}

function checkSize(rows: number, columns: number, frames: number, limits: DicomLimits): void {
  if (Math.max(rows, columns) > limits.side) throw tooLarge(`${columns} × ${rows} pixels a slice`);
  if (frames > limits.frames) throw tooLarge(`${frames} frames`);
  if (rows * columns * frames > limits.voxels) throw tooLarge(`${rows * columns * frames} voxels`);
}

function readPixelFormat(data: DataSet): PixelFormat {
  const bitsAllocated = data.uint16('x00280100');
  if (bitsAllocated !== 8 && bitsAllocated !== 16) throw unsupported(`An image of ${bitsAllocated ?? 'unknown'} bits a voxel`);
  const bitsStored = data.uint16('x00280101') ?? bitsAllocated;
  if (bitsStored < 1 || bitsStored > bitsAllocated) throw missing('a possible number of stored bits (0028,0101)');
  const signed = data.uint16('x00280103') === 1;
  return { bitsAllocated, bitsStored, signed, padding: readPadding(data, signed) };
}

function readPadding(data: DataSet, signed: boolean): [number, number] | undefined {
  const value = (tag: string) => (signed ? data.int16(tag) : data.uint16(tag));
  const first = value('x00280120');
  if (first === undefined) return undefined;
  const last = value('x00280121') ?? first;
  return [Math.min(first, last), Math.max(first, last)];
}

/** The tags of frame n: its own, else those all frames share (enhanced multi-frame), else the file's (one frame a file). */
function readFrame(data: DataSet, n: number): Frame {
  const own = data.elements['x52009230']?.items?.[n]?.dataSet;
  const shared = data.elements['x52009229']?.items?.[0]?.dataSet;
  const find = (group: string, tag: string): DataSet => {
    const places = [own, shared].map((set) => set?.elements[group]?.items?.[0]?.dataSet);
    return places.find((set) => set?.elements[tag]) ?? data;
  };
  const numbers = (group: string, tag: string, count: number) => {
    const place = find(group, tag);
    const values = Array.from({ length: count }, (_, index) => place.floatString(tag, index));
    return values.every((value) => value !== undefined && Number.isFinite(value)) ? (values as number[]) : undefined;
  };

  const position = numbers('x00209113', 'x00200032', 3);
  if (!position) throw missing('the position of its slice (0020,0032)');
  const orientation = numbers('x00209116', 'x00200037', 6);
  if (!orientation || !isOrientation(orientation)) throw missing('the orientation of its slice (0020,0037)');
  const spacing = numbers('x00289110', 'x00280030', 2);
  if (!spacing || !spacing.every((mm) => mm > 0.01 && mm < 20)) throw missing('a pixel spacing above zero (0028,0030)');
  const slope = numbers('x00289145', 'x00281053', 1);
  const intercept = numbers('x00289145', 'x00281052', 1);
  if (!slope || !intercept || slope[0] === 0) throw missing('the rescale slope and intercept (0028,1053 and 0028,1052)');
  return {
    position: position as unknown as Vector3,
    orientation: [orientation.slice(0, 3) as unknown as Vector3, orientation.slice(3) as unknown as Vector3],
    spacing: [spacing[1]!, spacing[0]!], // the tag gives the distance between rows first
    slope: slope[0]!,
    intercept: intercept[0]!,
  };
}

/** Two unit vectors at right angles, to a hundredth. */
function isOrientation(values: number[]): boolean {
  const [row, column] = [values.slice(0, 3) as unknown as Vector3, values.slice(3) as unknown as Vector3];
  return Math.abs(length(row) - 1) < 0.01 && Math.abs(length(column) - 1) < 0.01 && Math.abs(dot(row, column)) < 0.01;
}

import type { Vector3 } from '../volume/vector.js';

/** One slice of a file: where it lies and how its stored values become Hounsfield units. */
export interface Frame {
  /** Centre of the first voxel, mm, LPS. */
  position: Vector3;
  /** Direction of a row (from column to column), and of a column. */
  orientation: readonly [Vector3, Vector3];
  /** Millimetres between columns, and between rows. */
  spacing: readonly [number, number];
  /** Hounsfield units are `stored * slope + intercept` (PS3.3 C.11.1). */
  slope: number;
  intercept: number;
}

/** What of a file is needed to make it part of a volume. Identifiers of people are compared, never shown. */
export interface Instance {
  sopInstanceUid: string;
  sopClassUid: string;
  seriesUid: string;
  studyUid: string;
  patientId: string;
  modality: string;
  /** Scouts (localisers) are no part of a volume. */
  isLocalizer: boolean;
  instanceNumber: number;
  columns: number;
  rows: number;
  frames: Frame[];
  pixels: PixelFormat;
  transferSyntax: string;
}

/** How stored values lie in memory. */
export interface PixelFormat {
  bitsAllocated: 8 | 16;
  bitsStored: number;
  signed: boolean;
  /** Stored values in this range were never measured (PS3.3 C.7.5.1.1.2). */
  padding: readonly [number, number] | undefined;
}

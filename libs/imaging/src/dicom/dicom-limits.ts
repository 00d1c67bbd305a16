/** What a file may claim before anything is allocated for it. */
export interface DicomLimits {
  /** Bytes of one file, after inflating. */
  fileBytes: number;
  /** Rows or columns of a frame. */
  side: number;
  /** Frames of one file. */
  frames: number;
  /** Voxels of a file, and of a volume: 2 bytes each. */
  voxels: number;
  /** How deep sequences may be nested. */
  depth: number;
}

/** A CT of 1,024 slices of 512 × 512 passes. */
export const DICOM_LIMITS: DicomLimits = { fileBytes: 2 ** 30, side: 4096, frames: 4096, voxels: 2 ** 28, depth: 32 };

/** NIfTI and MetaImage files, through ITK. */
import { readImageNode } from '@itk-wasm/image-io';
import { CorruptDataError, TooLargeError } from '@casebook/core';
import { DICOM_LIMITS } from '../dicom/dicom-limits.js';
import type { Vector3 } from '../volume/vector.js';
import { AIR, type Volume } from '../volume/volume.js';
import { claimedSize } from './claimed-size.js';

export const isImageFile = (name: string): boolean => /\.(nii|nii\.gz|mha|mhd)$/i.test(name);

/**
 * @param file path of a .nii, .nii.gz, .mha or .mhd (with its .raw or .zraw beside it)
 * @returns the volume, in LPS as DICOM has it; values outside of int16 are clamped, less than air is air
 * @throws CorruptDataError IMAGE_FILE_DAMAGED, IMAGE_FILE_NOT_3D; TooLargeError IMAGE_FILE_TOO_LARGE
 */
export async function readImageFile(file: string, maxVoxels = DICOM_LIMITS.voxels): Promise<Volume> {
  const claimed = (await claimedSize(file)) ?? [];
  const count = claimed.reduce((product, n) => product * n, 1);
  if (claimed.length === 0) throw damagedFile();
  if (!(count <= maxVoxels)) {
    throw new TooLargeError('IMAGE_FILE_TOO_LARGE', `The file claims ${count} voxels, more than the ${maxVoxels} that are read.`);
  }
  const image = await read(file);
  if (image.size.length !== 3 || image.imageType.components !== 1 || image.size.some((n) => n < 2)) {
    throw new CorruptDataError(
      'IMAGE_FILE_NOT_3D',
      'The file holds no volume of one value a voxel with at least two voxels along each axis.',
    );
  }
  if (!image.spacing.every((mm) => mm > 0.01 && mm < 20)) {
    throw new CorruptDataError('IMAGE_FILE_DAMAGED', 'The file gives a voxel spacing that makes no sense in millimetres.');
  }
  if (!image.data || image.data.length !== count) {
    throw new CorruptDataError('IMAGE_FILE_DAMAGED', 'The file ends before its voxels do: copy it again.');
  }
  const m = [...image.direction].map(Number);
  return {
    voxels: toInt16(image.data as ArrayLike<number | bigint>),
    size: image.size as unknown as Vector3,
    spacing: image.spacing as unknown as Vector3,
    origin: image.origin as unknown as Vector3,
    direction: [column(m, 0), column(m, 1), column(m, 2)],
  };
}

/** ITK's matrix is row by row; its columns are the axes. */
const column = (matrix: readonly number[], axis: number): Vector3 => [matrix[axis]! + 0, matrix[axis + 3]! + 0, matrix[axis + 6]! + 0];

const damagedFile = (cause?: unknown) =>
  new CorruptDataError(
    'IMAGE_FILE_DAMAGED',
    'The file cannot be read as NIfTI or MetaImage: it is damaged, or its .raw file is not beside it.',
    { cause },
  );

async function read(file: string) {
  try {
    return await readImageNode(file);
  } catch (error) {
    throw damagedFile(error);
  }
}

function toInt16(data: ArrayLike<number | bigint>): Int16Array {
  const out = new Int16Array(data.length);
  for (let n = 0; n < data.length; n++) out[n] = Math.min(Math.max(Math.round(Number(data[n]!)), AIR), 32767);
  return out;
}

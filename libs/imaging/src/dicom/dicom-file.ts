/** One DICOM file, read. */
import { CasebookError } from '@casebook/core';
import type { DataSet } from 'dicom-parser';
import { damaged } from './dicom-errors.js';
import { DICOM_LIMITS, type DicomLimits } from './dicom-limits.js';
import type { Instance } from './frame.js';
import { parseDataSet } from './parse-data-set.js';
import { readInstance } from './read-instance.js';

/** The tags of a file, and its bytes from which the pixels are decoded later, slice by slice. */
export interface DicomFile {
  instance: Instance;
  data: DataSet;
}

/** @throws CasebookError whatever `parseDataSet` and `readInstance` throw */
export function readDicomFile(bytes: Uint8Array, limits: DicomLimits = DICOM_LIMITS): DicomFile {
  const data = parseDataSet(bytes, limits);
  try {
    return { data, instance: readInstance(data, limits) };
  } catch (error) {
    // A tag whose length points out of the file makes the library fail in its own ways.
    throw error instanceof CasebookError ? error : damaged('a tag cannot be read', error);
  }
}

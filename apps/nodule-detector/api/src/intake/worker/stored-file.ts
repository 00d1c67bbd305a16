/** What is known of a file once it has been read, checked and de-identified. */
import type { DicomJson } from '../../database/study.entity.js';

export interface StoredFile {
  /** What is stored: a whole DICOM file. */
  bytes: Uint8Array;
  /** As the sender names it, for the answer. */
  sent: { studyUid: string; sopClassUid: string; sopInstanceUid: string };
  sopInstanceUid: string;
  seriesUid: string;
  studyUid: string;
  sopClassUid: string;
  transferSyntax: string;
  modality: string;
  number: number | null;
  /** All attributes but bulk data. */
  tags: DicomJson;
}

/** What names an image, its series and its study. */
import type { DataSet } from 'dicom-parser';

export interface Identifiers {
  sopClassUid: string;
  sopInstanceUid: string;
  seriesUid: string;
  studyUid: string;
}

/**
 * As the file has them. Some programs anonymise by emptying them: then the header of the file still names the image, and series and study are
 * named after the frame of reference, which the slices of a scan share. Empty where there is not even that.
 */
export function identifiersOf(data: DataSet): Identifiers {
  const text = (tag: string) => (data.string(tag) ?? '').replace(/\0+$/, '').trim();
  const frame = text('x00200052');
  const after = (what: string) => (frame === '' ? '' : `${what} of ${frame}`);
  return {
    sopClassUid: text('x00080016') || text('x00020002'),
    sopInstanceUid: text('x00080018') || text('x00020003'),
    seriesUid: text('x0020000e') || after('series'),
    studyUid: text('x0020000d') || after('study'),
  };
}

/** LUNA16: 888 CTs of LIDC-IDRI as MetaImage, with the nodules that at least three of four readers marked (Setio et al., 2017). */
import { corpusError, parseDelimited, readCorpusFile } from '@casebook/data-pipelines';
import type { Vector3 } from '@casebook/imaging';

/** A nodule's place, mm in the patient's coordinates (LPS), and diameter, mm. */
export interface NoduleMark {
  centre: Vector3;
  diameter: number;
}

const HEADER = 'seriesuid,coordX,coordY,coordZ,diameter_mm';

/** Whether a file's first kilobytes are of this form. */
export const looksLikeLuna16 = (head: string) => head.replace(/^\uFEFF/, '').startsWith(HEADER);

/**
 * Parses `annotations.csv`, `annotations_excluded.csv` (marks that count neither way; -1 where the readers gave no diameter) or one of that form.
 *
 * @returns the marks of each series
 * @throws CorruptDataError CORPUS_INVALID naming the line
 */
export function parseLuna16(text: string, file: string): Map<string, NoduleMark[]> {
  const [header, ...records] = parseDelimited(text, file);
  if (header?.fields.join() !== HEADER) throw corpusError(file, 'line 1', `the header is not ${HEADER}.`);
  const marks = new Map<string, NoduleMark[]>();
  for (const { fields, line } of records) {
    const [seriesUid = '', ...values] = fields;
    const numbers = values.map((value) => (value.trim() === '' ? NaN : Number(value)));
    if (seriesUid === '' || numbers.length !== 4 || !numbers.every(Number.isFinite)) {
      throw corpusError(file, `line ${line}`, 'not a series, three coordinates in mm and a diameter in mm.');
    }
    const [x, y, z, diameter] = numbers as [number, number, number, number];
    const known = marks.get(seriesUid) ?? [];
    known.push({ centre: [x, y, z], diameter });
    marks.set(seriesUid, known);
  }
  return marks;
}

/** @throws NotFoundError DATA_NOT_FOUND; CorruptDataError CORPUS_INVALID */
export const readLuna16 = async (path: string) => parseLuna16(await readCorpusFile(path), path);

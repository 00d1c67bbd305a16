/** The files of a series as one volume. */
import { CorruptDataError, InvalidInputError } from '@casebook/core';
import { assembleVolume, groupSeries, readDicomFile, type DicomFile, type SeriesNotes, type Volume } from '@casebook/imaging';

export interface ReadVolume {
  volume: Volume;
  notes: string[];
}

/**
 * Files that cannot be read are left out and told: their slices are then missing, which `assembleVolume` mends or refuses.
 *
 * @throws {InvalidInputError} `SERIES_NOT_CT`; what `assembleVolume` throws: `SERIES_TOO_SHORT`, `SERIES_GAP`, …
 */
export async function readVolume(files: readonly Uint8Array[], onSlice: (done: number, total: number) => void): Promise<ReadVolume> {
  const read: DicomFile[] = [];
  let damaged: unknown;
  for (const bytes of files) {
    try {
      read.push(readDicomFile(bytes));
    } catch (error) {
      damaged = error;
    }
  }
  if (read.length === 0 && damaged) throw damaged;
  const [series, ...others] = groupSeries(read);
  if (!series) throw notCt(read);
  const { volume, notes } = await assembleVolume(series, { onSlice });
  const left = others.reduce((sum, { slices }) => sum + slices.length, 0);
  return { volume, notes: [...sentences(notes), ...leftOut(files.length - read.length, left)] };
}

function notCt(files: readonly DicomFile[]): InvalidInputError | CorruptDataError {
  const scouts = files.some(({ instance }) => instance.modality === 'CT');
  return new InvalidInputError(
    'SERIES_NOT_CT',
    scouts
      ? 'The series holds scout images only, no slices: send the CT series itself.'
      : 'The series is no CT: only CTs of the chest are searched.',
  );
}

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

function sentences({ duplicates, filled, tilted }: SeriesNotes): string[] {
  return [
    ...(duplicates > 0 ? [`${plural(duplicates, 'slice was', 'slices were')} sent twice; the first of each is used.`] : []),
    ...(filled > 0
      ? [`${plural(filled, 'slice is', 'slices are')} missing and filled in between the neighbours: nodules there may be missed.`]
      : []),
    ...(tilted ? ['The gantry was tilted; the volume is straightened.'] : []),
  ];
}

function leftOut(unreadable: number, others: number): string[] {
  return [
    ...(unreadable > 0
      ? [`${plural(unreadable, 'file', 'files')} of the series could not be read and ${unreadable === 1 ? 'is' : 'are'} left out.`]
      : []),
    ...(others > 0 ? [`${plural(others, 'slice', 'slices')} of another size or orientation ${others === 1 ? 'is' : 'are'} left out.`] : []),
  ];
}

/** Every CT under a folder, whatever the tree looks like. */
import { CasebookError, NotFoundError } from '@casebook/core';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { assembleVolume } from '../dicom/assemble-volume.js';
import { readDicomFile, type DicomFile } from '../dicom/dicom-file.js';
import { groupSeries } from '../dicom/series.js';
import type { Volume } from '../volume/volume.js';
import { isImageFile, readImageFile } from './read-image-file.js';

export interface FoundVolume {
  /** DICOM's series instance UID; for other files the name without its ending, which is that UID in LUNA16. */
  seriesUid: string;
  /** DICOM's patient id, only to keep one patient's series in one part of a split; the series' id elsewhere. */
  patientKey: string;
  volume: Volume;
}

export interface FindVolumesOptions {
  /** A file or series that cannot be used: the others go on. */
  onProblem?: (path: string, error: CasebookError) => void;
  /** Series of fewer slices are left out. */
  minSlices?: number;
}

/**
 * One volume at a time, folder by folder in the order of names: DICOM series (the files of a series in one folder), NIfTI and MetaImage.
 *
 * @throws NotFoundError FOLDER_MISSING
 */
export async function* findVolumes(
  folder: string,
  { onProblem = () => undefined, minSlices = 3 }: FindVolumesOptions = {},
): AsyncGenerator<FoundVolume> {
  for (const [directory, names] of await filesByFolder(folder)) {
    for (const name of names.filter(isImageFile)) {
      const volume = await attempt(join(directory, name), onProblem, () => readImageFile(join(directory, name)));
      const seriesUid = basename(name).replace(/\.(nii|nii\.gz|mha|mhd)$/i, '');
      if (volume) yield { seriesUid, patientKey: seriesUid, volume };
    }
    yield* dicomSeries(directory, names, onProblem, minSlices);
  }
}

async function* dicomSeries(
  directory: string,
  names: string[],
  onProblem: NonNullable<FindVolumesOptions['onProblem']>,
  minSlices: number,
): AsyncGenerator<FoundVolume> {
  const files: DicomFile[] = [];
  for (const name of names.filter((candidate) => /\.(dcm|ima)$|^[^.]*$/i.test(candidate))) {
    const file = await attempt(join(directory, name), onProblem, async () => readDicomFile(await readFile(join(directory, name))));
    if (file) files.push(file);
  }
  for (const series of groupSeries(files)) {
    if (series.slices.length < minSlices) continue;
    const result = await attempt(join(directory, series.seriesUid), onProblem, () => assembleVolume(series));
    if (result)
      yield {
        seriesUid: series.seriesUid,
        patientKey: series.slices[0]!.file.instance.patientId || series.studyUid,
        volume: result.volume,
      };
  }
}

async function attempt<T>(
  path: string,
  onProblem: (path: string, error: CasebookError) => void,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CasebookError)) throw error;
    onProblem(path, error);
    return undefined;
  }
}

async function filesByFolder(folder: string): Promise<[string, string[]][]> {
  let entries;
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    throw new NotFoundError('FOLDER_MISSING', `There is no folder ${folder}, or it may not be read.`, { cause: error });
  }
  const folders = new Map<string, string[]>();
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const path = join(entry.parentPath, entry.name);
    folders.set(dirname(path), [...(folders.get(dirname(path)) ?? []), entry.name]);
  }
  return [...folders].map(([directory, names]): [string, string[]] => [directory, names.sort()]).sort(([a], [b]) => (a < b ? -1 : 1));
}

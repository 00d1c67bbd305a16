/** Which slices belong together. */
import { cross, dot, type Vector3 } from '../volume/vector.js';
import type { DicomFile } from './dicom-file.js';
import type { Frame, Instance } from './frame.js';

/** A slice: frame `frame` of a file. */
export interface Slice {
  file: DicomFile;
  frame: number;
  /** Along the normal of its plane, mm. */
  depth: number;
}

/** Slices of one series on one grid, sorted from the lowest depth; not yet known to be a volume. */
export interface Series {
  seriesUid: string;
  studyUid: string;
  slices: Slice[];
}

export const normalOf = ({ orientation }: Pick<Frame, 'orientation'>): Vector3 => cross(orientation[0], orientation[1]);

/**
 * Sorts slices by series, size, orientation and pixel spacing, and each group by position (not by file name or instance number). Scouts and
 * what is no CT are left out.
 */
export function groupSeries(files: readonly DicomFile[]): Series[] {
  const groups = new Map<string, Series>();
  for (const file of files) {
    const { instance } = file;
    if (instance.modality !== 'CT' || instance.isLocalizer) continue;
    instance.frames.forEach((frame, n) => {
      const key = [instance.patientId, instance.studyUid, instance.seriesUid, instance.columns, instance.rows, ...gridOf(frame)].join('|');
      const group = groups.get(key) ?? { seriesUid: instance.seriesUid, studyUid: instance.studyUid, slices: [] };
      group.slices.push({ file, frame: n, depth: dot(frame.position, normalOf(frame)) });
      groups.set(key, group);
    });
  }
  for (const group of groups.values()) group.slices.sort((a, b) => a.depth - b.depth || order(a.file.instance) - order(b.file.instance));
  return [...groups.values()].sort((a, b) => b.slices.length - a.slices.length);
}

const order = ({ instanceNumber }: Instance) => instanceNumber;

/** Orientation to a thousandth and spacing to a micrometre: what files of one series write with different digits. */
const gridOf = ({ orientation, spacing }: Frame) => [
  ...orientation.flat().map((value) => Math.round(value * 1000)),
  ...spacing.map((mm) => Math.round(mm * 1000)),
];

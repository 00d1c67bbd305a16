/** Which files of a series show a point of the patient. */
import type { DicomJson } from '../database/study.entity.js';

export interface InstanceRow {
  sop_uid: string;
  sop_class_uid: string;
  tags: DicomJson;
}

/** Numbers or texts of an attribute in DICOM JSON. */
export function valuesOf(tags: DicomJson, tag: string): unknown[] {
  const { Value: values } = (tags[tag] ?? {}) as { Value?: unknown };
  return Array.isArray(values) ? values : [];
}

const numbersOf = (tags: DicomJson, tag: string) => valuesOf(tags, tag).map(Number);

/**
 * The files whose slices a sphere reaches, the nearest where it lies between two. Files of many frames have no position of their own: none of them is named.
 *
 * @param center mm, LPS
 */
export function slicesOf(instances: readonly InstanceRow[], center: readonly [number, number, number], diameterMm: number): InstanceRow[] {
  const placed = instances.flatMap((instance) => {
    const position = numbersOf(instance.tags, '00200032');
    const normal = normalOf(numbersOf(instance.tags, '00200037'));
    if (position.length !== 3 || !normal) return [];
    return [{ instance, distance: Math.abs(normal.reduce((sum, value, axis) => sum + value * (center[axis]! - position[axis]!), 0)) }];
  });
  const nearest = Math.min(...placed.map(({ distance }) => distance));
  return placed.filter(({ distance }) => distance <= Math.max(nearest, diameterMm / 2)).map(({ instance }) => instance);
}

function normalOf([a, b, c, d, e, f]: readonly number[]): [number, number, number] | undefined {
  if (f === undefined || [a, b, c, d, e, f].some((value) => !Number.isFinite(value))) return undefined;
  return [b! * f - c! * e!, c! * d! - a! * f, a! * e! - b! * d!];
}

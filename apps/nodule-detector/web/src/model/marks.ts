/** Findings as circles on a slice. */
import type { Finding } from '@casebook/nodule-detector-contract';
import type { Axis, Geometry, Vector } from './geometry.js';
import { toPicture, type Plane } from './plane.js';
import { toScreen, type Point, type Projection } from './view.js';

/** So that the least finding can be seen and touched, mm. */
const LEAST_RADIUS = 1.5;

/**
 * Radius of the circle in which a slice cuts a sphere, mm; undefined where it does not. A sphere that lies between two slices belongs to
 * the nearer one.
 *
 * @param voxel centre of the sphere, in voxels of the grid
 * @param index of the slice along the axis
 */
export function cutRadius(voxel: Vector, diameter: number, axis: Axis, index: number, spacing: number): number | undefined {
  const away = Math.abs(voxel[axis] - index) * spacing;
  if (away >= Math.max(diameter / 2, spacing / 2)) return undefined;
  return Math.max(Math.sqrt(Math.max((diameter / 2) ** 2 - away ** 2, 0)), LEAST_RADIUS);
}

export interface Mark {
  finding: Finding;
  /** Centre and radius on the screen, CSS pixels. */
  at: Point;
  radius: number;
}

/** The marks on a slice, the most probable last, so that it lies on top. */
export function marksOf(findings: readonly Finding[], plane: Plane, geometry: Geometry, index: number, projection: Projection): Mark[] {
  return findings
    .flatMap((finding): Mark[] => {
      const radius = cutRadius(finding.voxel, finding.diameterMm, plane.through, index, geometry.spacing[plane.through]);
      if (radius === undefined) return [];
      return [{ finding, at: toScreen(projection, toPicture(plane, geometry, finding.voxel)), radius: radius * projection.scale }];
    })
    .sort((a, b) => a.finding.probability - b.finding.probability);
}

/** What looks like a nodule in a slice and is none: plaques on the pleura, scars. Vessels that branch are there anyway. */
import type { Point } from '../anatomy/tube.js';

/** A flat disc: plaques lie on the pleura, scars cross the lung as thin plates and bands. */
export interface Plate {
  centre: Point;
  normal: Point;
  /** Half of its length and width within its plane (along `axis`, and across), and of its thickness, mm. */
  halfLength: number;
  halfWidth: number;
  halfThickness: number;
  axis: Point;
  density: number;
}

/** Farther from a plate's plane than this, mm, the distance to the plane will do: nothing is drawn there, and most of a lung is there. */
const NEAR = 10;

/** Distance of a point to the surface of a plate with rounded rim, mm (negative inside). */
export function plateDistance(
  { centre, normal, axis, halfLength, halfWidth, halfThickness }: Plate,
  x: number,
  y: number,
  z: number,
): number {
  const [dx, dy, dz] = [x - centre[0], y - centre[1], z - centre[2]];
  const across = dx * normal[0] + dy * normal[1] + dz * normal[2];
  if (Math.abs(across) - halfThickness > NEAR) return Math.abs(across) - halfThickness;
  const along = dx * axis[0] + dy * axis[1] + dz * axis[2];
  const side = Math.sqrt(Math.max(dx * dx + dy * dy + dz * dz - across * across - along * along, 0));
  const rim = Math.hypot(along / halfLength, side / halfWidth); // 1 at the rim
  return Math.max(Math.abs(across) - halfThickness * Math.sqrt(Math.max(1 - rim * rim, 0)), (rim - 1) * Math.min(halfLength, halfWidth));
}

/** A straight piece of a vessel, an airway or a bone: a capsule that narrows from one end to the other. */
export type Point = readonly [number, number, number];

export interface Tube {
  from: Point;
  to: Point;
  /** Radius at each end, mm. */
  radii: readonly [number, number];
  /** Hounsfield units inside. */
  density: number;
  /** Of a hollow tube, or of bone and its marrow: radius of the core relative to the tube's, and its Hounsfield units. */
  core?: { share: number; density: number };
}

/** Distance of a point to the surface of a tube, mm (negative inside), and the radius where it is nearest. */
export function tubeDistance({ from, to, radii }: Tube, x: number, y: number, z: number): { distance: number; radius: number } {
  const [ax, ay, az] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const [px, py, pz] = [x - from[0], y - from[1], z - from[2]];
  const along = Math.min(Math.max((px * ax + py * ay + pz * az) / (ax * ax + ay * ay + az * az), 0), 1);
  const radius = radii[0] + (radii[1] - radii[0]) * along;
  return { distance: Math.hypot(px - along * ax, py - along * ay, pz - along * az) - radius, radius };
}

/** What is searched, and what is found. */

/** A scan on the grid of `PREPARATION`: upright, x to the left, y to the back, z to the head. */
export interface Grid {
  /** Hounsfield units, x fastest: voxel (i, j, k) is at `i + nx * (j + ny * k)`. */
  data: Int16Array;
  /** Voxels along x, y, z. */
  shape: readonly [nx: number, ny: number, nz: number];
  /** Not 0 in the lungs and at their walls; one a voxel, as `data`. */
  lungs: Uint8Array;
}

export interface Candidate {
  /** Voxels of the grid along x, y, z, with fractions; (0, 0, 0) is the middle of the first voxel. */
  center: [x: number, y: number, z: number];
  diameterMm: number;
  /** That it is a nodule, 0 … 1. */
  probability: number;
}

/** What the first network answers for a tile, x fastest, one number a cell of `PREPARATION.stride` voxels; see `DETECTOR_OUTPUTS`. */
export interface HeatMaps {
  heat: Float32Array;
  /** Three a cell: x, y, z. */
  offset: Float32Array;
  size: Float32Array;
}

export interface Networks {
  /** @param shape voxels of the tile along z, y, x: multiples of `PREPARATION.multiple` */
  detect(tile: Float32Array, shape: readonly [depth: number, height: number, width: number]): Promise<HeatMaps>;
  /** Probability of each of `count` cubes, side `PREPARATION.cube`. Without it the first network decides alone. */
  classify?(cubes: Float32Array, count: number): Promise<Float32Array>;
}

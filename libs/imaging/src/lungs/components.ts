/** Which marked voxels hang together. */
import type { Vector3 } from '../volume/vector.js';

export interface Components {
  /** Of each voxel, the number of its component from 1; 0 where it is not marked. */
  labels: Int32Array;
  /** Voxels of each component; of number 0 none are counted. */
  sizes: number[];
}

/** Components of voxels that share a face. */
export function components(marked: Uint8Array, [nx, ny, nz]: Vector3): Components {
  const labels = new Int32Array(marked.length);
  const sizes = [0];
  const waiting: number[] = [];
  for (let seed = 0; seed < marked.length; seed++) {
    if (!marked[seed] || labels[seed]) continue;
    const label = sizes.length;
    labels[seed] = label;
    waiting.push(seed);
    let count = 0;
    while (waiting.length > 0) {
      const n = waiting.pop()!;
      count++;
      const i = n % nx;
      const j = Math.floor(n / nx) % ny;
      const k = Math.floor(n / (nx * ny));
      const visit = (other: number) => {
        if (!marked[other] || labels[other]) return;
        labels[other] = label;
        waiting.push(other);
      };
      if (i > 0) visit(n - 1);
      if (i < nx - 1) visit(n + 1);
      if (j > 0) visit(n - nx);
      if (j < ny - 1) visit(n + nx);
      if (k > 0) visit(n - nx * ny);
      if (k < nz - 1) visit(n + nx * ny);
    }
    sizes.push(count);
  }
  return { labels, sizes };
}

/** How far each voxel is from the nearest marked one. */
import type { Vector3 } from '../volume/vector.js';

/**
 * Exact squared Euclidean distances, mm², one axis after the other in linear time (Felzenszwalb and Huttenlocher 2012,
 * https://doi.org/10.4086/toc.2012.v008a019).
 *
 * @param marked not 0 where the distance is 0; x fastest
 * @returns Infinity everywhere where nothing is marked
 */
export function squaredDistances(marked: Uint8Array, size: Vector3, spacing: Vector3): Float32Array {
  const out = new Float32Array(marked.length);
  for (let n = 0; n < out.length; n++) out[n] = marked[n] ? 0 : Infinity;
  const strides = [1, size[0], size[0] * size[1]] as const;
  for (const axis of [0, 1, 2] as const) {
    const [count, stride, step] = [size[axis], strides[axis], spacing[axis]];
    const line = new Float32Array(count);
    const found = new Float32Array(count);
    const parabolas = new Int32Array(count);
    const borders = new Float64Array(count + 1);
    for (const start of lineStarts(size, axis)) {
      for (let n = 0; n < count; n++) line[n] = out[start + n * stride]!;
      if (!lowerEnvelope(line, step * step, parabolas, borders, found)) continue;
      for (let n = 0; n < count; n++) out[start + n * stride] = found[n]!;
    }
  }
  return out;
}

function* lineStarts(size: Vector3, axis: 0 | 1 | 2): Generator<number> {
  const [i, j, k] = size.map((count, other) => (other === axis ? 1 : count)) as [number, number, number];
  for (let z = 0; z < k; z++) for (let y = 0; y < j; y++) for (let x = 0; x < i; x++) yield x + size[0] * (y + size[1] * z);
}

/** Writes min over m of line[m] + step² (n - m)² for each n; false where all of the line is infinite. */
function lowerEnvelope(line: Float32Array, step2: number, parabolas: Int32Array, borders: Float64Array, out: Float32Array): boolean {
  let top = -1;
  for (let n = 0; n < line.length; n++) {
    if (line[n] === Infinity) continue;
    for (;;) {
      if (top < 0) {
        borders[0] = -Infinity;
        break;
      }
      const m = parabolas[top]!;
      const border = (line[n]! / step2 + n * n - (line[m]! / step2 + m * m)) / (2 * n - 2 * m);
      if (border > borders[top]!) {
        borders[top + 1] = border;
        break;
      }
      top--;
    }
    parabolas[++top] = n;
  }
  if (top < 0) return false;
  const last = top;
  for (let n = 0, current = 0; n < line.length; n++) {
    while (current < last && borders[current + 1]! < n) current++;
    const m = parabolas[current]!;
    out[n] = line[m]! + step2 * (n - m) * (n - m);
  }
  return true;
}

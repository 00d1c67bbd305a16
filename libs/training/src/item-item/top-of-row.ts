/** The places of the largest numbers of a dense row. */

/** Places of the `top` largest values (or magnitudes) that are not 0, largest first; equal ones by place. */
export function topOfRow(row: Float32Array, top: number, by: 'value' | 'magnitude'): number[] {
  const keys = by === 'value' ? row : row.map(Math.abs);
  const sorted = keys.slice().sort(); // native sort without comparison function: fast
  const least = sorted[Math.max(0, sorted.length - top)] ?? 0;
  const places: number[] = [];
  for (let i = 0; i < keys.length; i++) if (keys[i]! >= least && keys[i] !== 0) places.push(i);
  return places.sort((a, b) => keys[b]! - keys[a]! || a - b).slice(0, top);
}

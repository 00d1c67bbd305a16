/** In which order the slices of a series are fetched. */

export interface Part {
  from: number;
  count: number;
}

/** All slices in parts of at most `size`. */
export const partsOf = (slices: number, size: number): Part[] =>
  Array.from({ length: Math.ceil(slices / size) }, (_, n) => ({ from: n * size, count: Math.min(size, slices - n * size) }));

/**
 * Takes out the part that is nearest to a slice: what a person looks at is there before the rest, also when they move on while it loads.
 *
 * @param parts loses the part
 */
export function takeNearest(parts: Part[], slice: number): Part | undefined {
  const distance = ({ from, count }: Part) => Math.max(from - slice, slice - (from + count - 1), 0);
  const nearest = parts.reduce((best, part, n) => (distance(part) < distance(parts[best]!) ? n : best), 0);
  return parts.splice(nearest, 1)[0];
}

/** Slices a request: about a megabyte, so that the first is there soon and the rest does not need hundreds of requests. */
export const partSize = (columns: number, rows: number, most: number, bytes = 2 ** 20): number =>
  Math.min(Math.max(1, Math.round(bytes / (2 * columns * rows))), most);

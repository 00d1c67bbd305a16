/** How a slice lies on the screen: at its physical proportions, enlarged about some point. Screen coordinates are CSS pixels. */
import type { Geometry } from './geometry.js';
import type { Plane } from './plane.js';

export type Point = readonly [x: number, y: number];

export interface View {
  /** 1 shows the whole slice. */
  zoom: number;
  /** How far the slice's middle is from the middle of the screen, mm. */
  pan: Point;
}

export const WHOLE: View = { zoom: 1, pan: [0, 0] };
const ZOOMS = [1, 20] as const;

/** A slice on a screen. */
export interface Projection {
  /** CSS pixels of a millimetre. */
  scale: number;
  /** Screen coordinates of the upper left corner of the picture's first pixel. */
  corner: Point;
  /** Millimetres of a pixel of the picture. */
  pixel: Point;
}

/** @param screen width and height */
export function projectionOf(plane: Plane, { shape, spacing }: Geometry, screen: Point, { zoom, pan }: View): Projection {
  const pixel: Point = [spacing[plane.across], spacing[plane.down]];
  const extent: Point = [shape[plane.across] * pixel[0], shape[plane.down] * pixel[1]];
  const scale = Math.min(screen[0] / extent[0], screen[1] / extent[1]) * zoom;
  const corner = (n: 0 | 1) => screen[n] / 2 + (pan[n] - extent[n] / 2) * scale;
  return { scale, corner: [corner(0), corner(1)], pixel };
}

/** Where the centre of a picture's pixel (which may be a fraction) is on the screen. */
export const toScreen = ({ scale, corner, pixel }: Projection, [column, row]: Point): Point => [
  corner[0] + (column + 0.5) * pixel[0] * scale,
  corner[1] + (row + 0.5) * pixel[1] * scale,
];

/** The inverse of `toScreen`. */
export const fromScreen = ({ scale, corner, pixel }: Projection, [x, y]: Point): Point => [
  (x - corner[0]) / scale / pixel[0] - 0.5,
  (y - corner[1]) / scale / pixel[1] - 0.5,
];

/**
 * Enlarges by a factor and leaves what is under a point of the screen where it is.
 *
 * @param scale CSS pixels of a millimetre before
 */
export function zoomAt(view: View, factor: number, at: Point, screen: Point, scale: number): View {
  const zoom = Math.min(Math.max(view.zoom * factor, ZOOMS[0]), ZOOMS[1]);
  if (zoom === ZOOMS[0]) return WHOLE;
  const shift = (n: 0 | 1) => view.pan[n] + ((at[n] - screen[n] / 2) / scale) * (view.zoom / zoom - 1);
  return { zoom, pan: [shift(0), shift(1)] };
}

/** Moves what is shown. @param by CSS pixels */
export const panBy = ({ zoom, pan }: View, by: Point, scale: number): View =>
  zoom === ZOOMS[0] ? WHOLE : { zoom, pan: [pan[0] + by[0] / scale, pan[1] + by[1] / scale] };

/** The longest of 1, 2, 5, 10, … mm that is not longer than `longest` pixels. */
export function scaleBar(scale: number, longest: number): { mm: number; pixels: number } {
  const power = 10 ** Math.floor(Math.log10(longest / scale));
  const mm = [5, 2, 1].map((step) => step * power).find((length) => length * scale <= longest) ?? power;
  return { mm, pixels: mm * scale };
}

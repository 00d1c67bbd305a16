/** Draws slices of a volume onto a canvas. */
import type { Geometry } from '../../model/geometry.js';
import { cutSlice, paint } from '../../model/picture.js';
import type { Plane } from '../../model/plane.js';
import type { Point, Projection } from '../../model/view.js';

export interface Painting {
  voxels: Int16Array;
  geometry: Geometry;
  plane: Plane;
  /** The slice, along the plane's axis of the grid. */
  index: number;
  colours: Uint32Array;
  projection: Projection;
  /** Width and height, CSS pixels. */
  screen: Point;
}

const EMPTY = '#151c22';

/** A painter keeps what it needs from one slice to the next, so that scrolling allocates nothing. */
export function createPainter(canvas: HTMLCanvasElement): (painting: Painting) => void {
  const context = canvas.getContext('2d')!;
  const sheet = document.createElement('canvas');
  const sheetContext = sheet.getContext('2d')!;
  let image = new ImageData(1, 1);
  let values: Int16Array | undefined;

  return ({ voxels, geometry, plane, index, colours, projection, screen }) => {
    const slice = cutSlice(voxels, geometry, plane, index, values);
    values = slice.values;
    if (image.width !== slice.columns || image.height !== slice.rows) {
      image = new ImageData(slice.columns, slice.rows);
      [sheet.width, sheet.height] = [slice.columns, slice.rows];
    }
    paint(slice, colours, new Uint32Array(image.data.buffer));
    sheetContext.putImageData(image, 0, 0);

    const density = devicePixelRatio || 1;
    const [width, height] = [Math.round(screen[0] * density), Math.round(screen[1] * density)];
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, screen[0], screen[1]);
    context.imageSmoothingQuality = 'high';
    const { corner, pixel, scale } = projection;
    const place = [corner[0], corner[1], slice.columns * pixel[0] * scale, slice.rows * pixel[1] * scale] as const;
    context.fillStyle = EMPTY; // shows where nothing has been loaded yet
    context.fillRect(...place);
    context.drawImage(sheet, ...place);
  };
}

import type { ReadonlySignal } from '@preact/signals';
import { toPatient, type Vector } from '../../model/geometry.js';
import { pointWords } from '../../model/letters.js';
import { fromPicture, type Plane } from '../../model/plane.js';
import { fromScreen, type Point, type Projection } from '../../model/view.js';
import { valueAt } from '../../store/viewer.store.js';
import { cursor, loaded, type LoadedVolume } from '../../store/volume.store.js';
import { words } from '../../words.js';

export interface ReadoutProps {
  shown: LoadedVolume;
  plane: Plane;
  projection: ReadonlySignal<Projection>;
  /** Where the mouse is, on the screen; the cross-hair counts where it is nowhere. */
  hovered: ReadonlySignal<Point | undefined>;
}

/** Hounsfield units and the patient's point under the mouse, or under the cross-hair. */
export function Readout({ shown: { geometry }, plane, projection, hovered }: ReadoutProps) {
  void loaded.value;
  const voxel: Vector = hovered.value
    ? (fromPicture(plane, geometry, fromScreen(projection.value, hovered.value), cursor.value).map(Math.round) as unknown as Vector)
    : cursor.value;
  const inside = voxel.every((n, axis) => n >= 0 && n < geometry.shape[axis]!);
  if (!inside) return null;
  const value = valueAt(voxel);
  return (
    <p class="plane__readout">
      <span class="plane__hu">{value === undefined ? words.viewer.notLoaded : words.viewer.hu(value)}</span>
      <span class="plane__point">{words.viewer.position(pointWords(toPatient(geometry, voxel)))}</span>
    </p>
  );
}

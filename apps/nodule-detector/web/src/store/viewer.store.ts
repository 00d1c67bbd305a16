/** How the open series is looked at. */
import { mediaQuery } from '@casebook/ui';
import type { Finding } from '@casebook/nodule-detector-contract';
import { batch, computed, effect, signal } from '@preact/signals';
import { shownFindings, stepTo } from '../model/findings.js';
import { clampVoxel, offsetOf, type Vector } from '../model/geometry.js';
import { NOT_LOADED } from '../model/picture.js';
import { PLANES, sliceOf, withSlice, type PlaneName } from '../model/plane.js';
import { WHOLE, type View } from '../model/view.js';
import { colourTable, PRESETS, type Window } from '../model/window.js';
import { threshold } from './model.store.js';
import { go, route } from './route.store.js';
import { findings, series } from './study.store.js';
import { cursor, volume } from './volume.store.js';

export type Tool = 'point' | 'window' | 'pan';

export const windowing = signal<Window>(PRESETS.lung);
export const colours = computed(() => colourTable(windowing.value));
export const tool = signal<Tool>('point');
export const views = signal<Record<PlaneName, View>>({ axial: WHOLE, coronal: WHOLE, sagittal: WHOLE });
export const marksShown = signal(true);
/** Room for three planes side by side. */
export const wide = mediaQuery('(min-width: 900px)');
/** The one plane that is shown, or all. */
export const onlyPlane = signal<PlaneName | undefined>();
export const shownPlanes = computed((): readonly PlaneName[] => (onlyPlane.value ? [onlyPlane.value] : wide.value ? PLANES : ['axial']));

export const shown = computed(() => shownFindings(findings.value, series.value?.seriesUid, threshold.value));
export const marked = computed(() => (marksShown.value ? shown.value : []));
export const selected = computed(() => shown.value.find(({ id }) => id === route.value.finding));

export const setView = (plane: PlaneName, view: View) => void (views.value = { ...views.peek(), [plane]: view });

/** Moves the cross-hair; voxels may be fractions, and outside. */
export function pointAt(voxel: Vector): void {
  if (volume.peek()) cursor.value = clampVoxel(volume.peek()!.geometry, voxel);
}

/** Goes some slices onwards in a plane. */
export function scroll(name: PlaneName, by: number): void {
  const shownVolume = volume.peek();
  if (!shownVolume) return;
  const plane = shownVolume.planes[name];
  cursor.value = withSlice(plane, shownVolume.geometry, cursor.peek(), sliceOf(plane, shownVolume.geometry, cursor.peek()) + by);
}

/** Goes to a finding: the cross-hair on it in all planes, each showing where it is. */
export function jump(finding: Finding): void {
  batch(() => {
    go({ ...route.peek(), finding: finding.id }, { replace: true });
    pointAt(finding.voxel);
    views.value = { axial: WHOLE, coronal: WHOLE, sagittal: WHOLE };
  });
}

export function jumpBy(by: 1 | -1): void {
  const next = stepTo(shown.peek(), route.peek().finding, by);
  if (next) jump(next);
}

/** Hounsfield units of a voxel; undefined where there is none, or none yet. */
export function valueAt(voxel: Vector): number | undefined {
  const shownVolume = volume.peek();
  if (!shownVolume || voxel.some((n, axis) => n < 0 || n >= shownVolume.geometry.shape[axis]!)) return undefined;
  const value = shownVolume.voxels[offsetOf(shownVolume.geometry, voxel)]!;
  return value === NOT_LOADED ? undefined : value;
}

// A finding in the address is gone to once it and the voxels' grid are known; another series is looked at afresh.
let jumped: string | undefined;
effect(() => {
  const { finding: id, study } = route.value;
  const key = `${study} ${volume.value?.seriesUid}`;
  if (!volume.value || jumped === key) return;
  const finding = id && findings.value.find((one) => one.id === id);
  if (id && !finding) return;
  jumped = key;
  if (finding) pointAt(finding.voxel);
});
effect(() => {
  if (volume.value) views.value = { axial: WHOLE, coronal: WHOLE, sagittal: WHOLE };
});

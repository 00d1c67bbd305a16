/** The voxels of the series that is shown, fetched in parts from where one looks outwards. */
import { LIMITS } from '@casebook/nodule-detector-contract';
import { ProblemError } from '@casebook/ui';
import { computed, effect, signal } from '@preact/signals';
import { middleOf, type Geometry, type Vector } from '../model/geometry.js';
import { partSize, partsOf, takeNearest, type Part } from '../model/parts.js';
import { NOT_LOADED } from '../model/picture.js';
import { planesOf } from '../model/plane.js';
import { series } from './study.store.js';
import { service } from './service.js';

/** Requests at a time: one is drawn while the other is on its way. */
const AT_ONCE = 2;
const PAUSE_MS = 1_500;

export interface LoadedVolume {
  seriesUid: string;
  geometry: Geometry;
  planes: ReturnType<typeof planesOf>;
  /** Hounsfield units, `NOT_LOADED` where they have not come yet; filled in place. */
  voxels: Int16Array;
}

export const volume = signal<LoadedVolume | undefined>();
/** How many slices of it have come: drawings follow this, as voxels are filled in place. */
export const loaded = signal(0);
/** Why the pictures cannot be shown. */
export const volumeProblem = signal<ProblemError | undefined>();
/** The voxel under the cross-hair. */
export const cursor = signal<Vector>([0, 0, 0]);

/** Changes when another series is shown, or when this one has become readable; not with every news of it. */
const readable = computed(() =>
  series.value && !series.value.refused ? `${series.value.seriesUid} ${series.value.volume !== undefined}` : '',
);

effect(() => {
  const [seriesUid] = readable.value.split(' ');
  if (volume.peek()?.seriesUid === seriesUid) return undefined;
  volume.value = undefined;
  volumeProblem.value = undefined;
  loaded.value = 0;
  if (!seriesUid) return undefined;
  const leaving = new AbortController();
  load(seriesUid, leaving.signal).catch((error: unknown) => {
    if (leaving.signal.aborted) return;
    if (error instanceof RangeError)
      volumeProblem.value = new ProblemError('refused', 'This browser has no room for so many slices.', { code: 'NO_ROOM' });
    else if (error instanceof ProblemError) volumeProblem.value = error;
    else throw error;
  });
  return () => leaving.abort();
});

async function load(seriesUid: string, leaving: AbortSignal): Promise<void> {
  const { volume: geometry } = (await service.volume(seriesUid, leaving)).data;
  const [columns, rows, slices] = geometry.shape;
  const voxels = new Int16Array(columns * rows * slices).fill(NOT_LOADED);
  cursor.value = middleOf(geometry);
  volume.value = { seriesUid, geometry, planes: planesOf(geometry), voxels };

  const parts = partsOf(slices, partSize(columns, rows, LIMITS.slices));
  const fetchParts = async () => {
    for (let part = takeNearest(parts, cursor.peek()[2]); part; part = takeNearest(parts, cursor.peek()[2])) {
      const bytes = await fetchPart(seriesUid, part, leaving);
      voxels.set(new Int16Array(bytes), part.from * columns * rows);
      loaded.value += part.count;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchParts));
}

/** Asks until it is answered: what is loaded already must not be lost to a moment's outage. */
async function fetchPart(seriesUid: string, part: Part, leaving: AbortSignal): Promise<ArrayBuffer> {
  for (;;) {
    try {
      return (await service.slices(seriesUid, { from: part.from, count: part.count }, leaving)).data;
    } catch (error) {
      if (leaving.aborted || !(error instanceof ProblemError) || !error.mayPass) throw error;
      await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs ?? PAUSE_MS));
      leaving.throwIfAborted();
    }
  }
}

/** The demo's study: the middle of a phantom's chest with four nodules of 7 to 15 mm, small enough to be searched in seconds. */
import { createPhantom, scanPhantom, USUAL, wholeChest, type PhantomSettings } from '@casebook/dataset-phantom-ct';
import { writeCtSeries, type Vector3 } from '@casebook/imaging';

export interface PhantomOptions {
  /** Another one has other nodules. */
  seed?: number;
  /** Lowest and highest slice, mm above the lungs' lowest point. */
  from?: number;
  to?: number;
  /** Between columns and rows, mm. */
  pixel?: number;
  onSlice?: (done: number, total: number) => void;
}

export interface PhantomStudy {
  files: { name: string; bytes: Uint8Array }[];
  /** What is in it: centre (mm, LPS) and diameter (mm). */
  nodules: { centre: Vector3; diameter: number }[];
}

const settingsOf = (pixel: number): PhantomSettings => ({
  ...USUAL,
  findings: { ...USUAL.findings, nodules: [3, 6] },
  scanner: { pixel: [pixel, pixel], slice: [2, 2], blur: [0.5, 0.5], noise: [20, 20] },
});

/** The same options give the same bytes. */
export function makePhantomStudy({ onSlice, ...options }: PhantomOptions = {}): PhantomStudy {
  const { phantom, seed, from, to } = phantomOf(options);
  const { low, high } = wholeChest(phantom);
  const volume = scanPhantom(phantom, { box: { low: [low[0], low[1], from], high: [high[0], high[1], to] }, ...(onSlice && { onSlice }) });
  const name = `demo-phantom-${seed}-${from}-${to}`;
  return {
    files: [...writeCtSeries(volume, { name, seriesDescription: 'Phantom', extra: () => ({ StudyDescription: 'Phantom of a chest' }) })],
    nodules: nodulesIn(options),
  };
}

/** The nodules of such a study, without making it. */
export function nodulesIn(options: PhantomOptions = {}): PhantomStudy['nodules'] {
  const { phantom, from, to } = phantomOf(options);
  return phantom.nodules
    .filter(({ centre, diameter }) => centre[2] - diameter / 2 > from && centre[2] + diameter / 2 < to)
    .map(({ centre, diameter }) => ({ centre, diameter }));
}

const phantomOf = ({ seed = 51, from = 60, to = 140, pixel = 0.9 }: PhantomOptions) => ({
  phantom: createPhantom(seed, settingsOf(pixel)),
  seed,
  from,
  to,
});

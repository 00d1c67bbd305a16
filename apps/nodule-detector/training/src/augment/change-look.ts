/** What another scanner or another calibration would have made of a crop. */
import type { Random } from '@casebook/training';

export interface LookOptions {
  /** Largest change of brightness, Hounsfield units, and of contrast, a share. */
  shift: number;
  gain: number;
  /** Share of crops that get grain, and its largest standard deviation, Hounsfield units. */
  noise: { share: number; sigma: number };
  /** Share of crops that are blurred, along x, y or z by themselves: thick slices blur along one axis only. */
  blur: number;
}

export const LOOKS: LookOptions = { shift: 40, gain: 0.08, noise: { share: 0.3, sigma: 35 }, blur: 0.25 };

/** In place. @param crop Hounsfield units, side³ */
export function changeLook(crop: Float32Array, side: number, random: Random, { shift, gain, noise, blur }: LookOptions = LOOKS): void {
  if (random.next() < blur) blurAlong(crop, side, random.int(3) as 0 | 1 | 2, random.next());
  const sigma = random.next() < noise.share ? noise.sigma * random.next() : 0;
  const [by, times] = [shift * (2 * random.next() - 1), 1 + gain * (2 * random.next() - 1)];
  for (let n = 0; n < crop.length; n++) {
    const grain = sigma > 0 ? sigma * random.normal() : 0;
    crop[n] = (crop[n]! + 1000) * times - 1000 + by + grain; // air stays air
  }
}

/** Each voxel becomes (s/2, 1, s/2) / (1 + s) of its neighbours and itself. */
function blurAlong(crop: Float32Array, side: number, axis: 0 | 1 | 2, s: number): void {
  const stride = [1, side, side * side][axis]!;
  const before = crop.slice();
  for (let n = 0; n < crop.length; n++) {
    const at = Math.floor(n / stride) % side;
    const low = at > 0 ? n - stride : n;
    const high = at < side - 1 ? n + stride : n;
    crop[n] = (before[n]! + (s / 2) * (before[low]! + before[high]!)) / (1 + s);
  }
}

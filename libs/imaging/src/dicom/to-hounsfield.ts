/** Stored values to Hounsfield units. */
import { AIR } from '../volume/volume.js';
import type { Stored } from './decode-frames.js';
import type { Frame, PixelFormat } from './frame.js';

/**
 * Writes one slice into a volume: `stored * slope + intercept` (PS3.3 C.11.1), rounded. Bits above the stored ones are ignored (old files keep
 * overlays there). What the file declares as padding, and whatever is less dense than air (scanners write -2000, -2048 or -3024 outside of their
 * circle), is air.
 */
export function toHounsfield(stored: Stored, { slope, intercept }: Frame, format: PixelFormat, out: Int16Array, at: number): void {
  const shift = 32 - format.bitsStored;
  const [low, high] = format.padding ?? [1, 0]; // an empty range
  for (let n = 0; n < stored.length; n++) {
    const raw = stored[n]!;
    const value = format.signed ? (raw << shift) >> shift : (raw << shift) >>> shift;
    const hu = Math.round(value * slope + intercept);
    out[at + n] = (raw >= low && raw <= high) || hu < AIR ? AIR : hu > 32767 ? 32767 : hu;
  }
}

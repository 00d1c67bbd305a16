/** The grain of CT images. */
import type { Random } from '@casebook/data-pipelines';
import FFT from 'fft.js';

const SIDE = 256;

/** A square of noise that repeats at its edges, mean 0 and variance 1. */
export type NoiseTile = Float32Array;

/**
 * Filtered back projection makes white noise of the detector into noise whose power rises with the frequency (a ramp) until the scanner's blur
 * cuts it: amplitude √f · exp(−2 π² σ² f²). Riederer, Pelc and Chesler (1978), https://doi.org/10.1088/0031-9155/23/3/008.
 *
 * @param blur standard deviation of the scanner's blur in pixels
 */
export function createNoise(random: Random, blur: number): NoiseTile {
  const transform = new FFT(SIDE);
  const rows = Array.from({ length: SIDE }, () => {
    const row = transform.createComplexArray();
    for (let i = 0; i < SIDE; i++) [row[2 * i], row[2 * i + 1]] = [random.normal(), 0];
    return row;
  });
  const spectrum = transformed(transform, rows, false);
  for (let v = 0; v < SIDE; v++) {
    for (let u = 0; u < SIDE; u++) {
      const f = Math.hypot(Math.min(u, SIDE - u), Math.min(v, SIDE - v)) / SIDE; // cycles a pixel
      const amplitude = Math.sqrt(f) * Math.exp(-2 * (Math.PI * blur * f) ** 2);
      spectrum[v]![2 * u]! *= amplitude;
      spectrum[v]![2 * u + 1]! *= amplitude;
    }
  }
  const tile = new Float32Array(SIDE * SIDE);
  transformed(transform, spectrum, true).forEach((row, j) => {
    for (let i = 0; i < SIDE; i++) tile[j * SIDE + i] = row[2 * i]!;
  });
  const power = tile.reduce((sum, value) => sum + value * value, 0) / tile.length; // the mean is 0: nothing is left at frequency 0
  return tile.map((value) => value / Math.sqrt(power));
}

/** Two-dimensional Fourier transform: along the rows, then along the columns. */
function transformed(transform: FFT, rows: number[][], inverse: boolean): number[][] {
  const along = (lines: number[][]) =>
    lines.map((line) => {
      const out = transform.createComplexArray();
      if (inverse) transform.inverseTransform(out, line);
      else transform.transform(out, line);
      return out;
    });
  return transposed(along(transposed(along(rows))));
}

function transposed(rows: number[][]): number[][] {
  const out = rows.map(() => new Array<number>(2 * rows.length));
  rows.forEach((row, j) => {
    for (let i = 0; i < rows.length; i++) {
      out[i]![2 * j] = row[2 * i]!;
      out[i]![2 * j + 1] = row[2 * i + 1]!;
    }
  });
  return out;
}

/** Adds a tile, moved by a random amount, to a slice. */
export function addNoise(slice: Float32Array, columns: number, tile: NoiseTile, sigma: number, random: Random): void {
  const [right, down] = [random.below(SIDE), random.below(SIDE)];
  for (let n = 0; n < slice.length; n++) {
    const [i, j] = [((n % columns) + right) % SIDE, (Math.floor(n / columns) + down) % SIDE];
    slice[n]! += sigma * tile[j * SIDE + i]!;
  }
}

import { Random } from '@casebook/data-pipelines';
import { describe, expect, it } from 'vitest';
import { createNoise } from './noise.js';

describe('noise', () => {
  const tile = createNoise(new Random(3), 0.2);
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('has mean 0 and variance 1', () => {
    expect(mean(tile)).toBeCloseTo(0, 4);
    expect(mean(tile.map((value) => value ** 2))).toBeCloseTo(1, 4);
  });

  it('has little power at low frequencies: means of large squares differ far less than those of white noise would', () => {
    const side = 256;
    const block = 16;
    let power = 0;
    for (let j = 0; j < side; j += block)
      for (let i = 0; i < side; i += block) {
        let sum = 0;
        for (let v = 0; v < block; v++) for (let u = 0; u < block; u++) sum += tile[(j + v) * side + i + u]!;
        power += (sum / block ** 2) ** 2;
      }
    const white = 1 / block ** 2;
    expect(power / (side / block) ** 2).toBeLessThan(white / 3);
  });
});

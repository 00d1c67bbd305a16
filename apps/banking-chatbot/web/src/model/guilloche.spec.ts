import { describe, expect, it } from 'vitest';
import { rosettePaths } from './guilloche.js';

const pointsOf = (path: string) =>
  path
    .slice(1, -1)
    .split('L')
    .map((point) => point.split(' ').map(Number) as [number, number]);

describe('rosettePaths', () => {
  it('starts each line at the top, where a petal is longest', () => {
    const [path] = rosettePaths({ petals: 5, lines: 1, radius: [100, 100], swing: 0.2, twist: 0 });
    expect(pointsOf(path!)[0]).toEqual([0, -120]);
  });

  it('keeps its lines within the swing about their radii, and looks the same turned by a petal', () => {
    const paths = rosettePaths({ petals: 6, lines: 4, radius: [40, 100], swing: 0.25, twist: 0.5 });
    expect(paths).toHaveLength(4);
    for (const path of paths) {
      const radii = pointsOf(path).map(([x, y]) => Math.hypot(x, y));
      expect(Math.max(...radii)).toBeLessThanOrEqual(125.1);
      expect(Math.min(...radii)).toBeGreaterThanOrEqual(29.9);
      const petal = radii.length / 6;
      radii.forEach((r, i) => expect(r).toBeCloseTo(radii[(i + petal) % radii.length]!, 0));
    }
  });
});

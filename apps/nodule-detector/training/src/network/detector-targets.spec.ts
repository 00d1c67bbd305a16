import { decodeHeatMap, PREPARATION } from '@casebook/nodule-detector-contract/detector';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { detectorTargets } from './detector-targets.js';

const CELLS = 12;
const inside = fc.double({ min: 0, max: CELLS * PREPARATION.stride - 1, noNaN: true });
const nodules = fc.record({ center: fc.tuple(inside, inside, inside), diameterMm: fc.double({ min: 3, max: 30, noNaN: true }) });

describe('detectorTargets', () => {
  test.prop([nodules])('are decoded to the nodule they were made from', (nodule) => {
    const { heat, weight, shape } = detectorTargets(CELLS, [nodule]);
    const offset = new Float32Array(3 * CELLS ** 3).map((_, n) => shape[4 * Math.floor(n / 3) + (n % 3)]!);
    const size = new Float32Array(CELLS ** 3).map((_, n) => shape[4 * n + 3]!);
    const found = decodeHeatMap({ heat, offset, size }, [CELLS, CELLS, CELLS], { threshold: 0.5 });
    expect(found[0]!.probability).toBe(1);
    found[0]!.center.forEach((value, axis) => expect(value).toBeCloseTo(nodule.center[axis]!, 4));
    expect(found[0]!.diameterMm).toBeCloseTo(nodule.diameterMm, 3);
    expect(weight.every((value) => value === 1)).toBe(true);
  });

  test.prop([fc.array(nodules, { maxLength: 4 })])('are 1 in the cells of centres and below 1 elsewhere', (several) => {
    const { heat } = detectorTargets(CELLS, several);
    const cells = new Set(several.map(({ center }) => center.map((value) => Math.floor((value + 0.5) / PREPARATION.stride)).join()));
    expect(heat.filter((value) => value === 1)).toHaveLength(cells.size);
    expect(Math.max(0, ...heat)).toBeLessThanOrEqual(1);
  });

  it('glow further around larger nodules', () => {
    const glow = (diameterMm: number) =>
      detectorTargets(CELLS, [{ center: [22, 22, 22], diameterMm }]).heat.filter((value) => value > 0.3).length;
    expect(glow(28)).toBeGreaterThan(glow(6));
  });

  it('say nothing within excluded findings and where a nodule reaches in from outside', () => {
    const excluded = detectorTargets(CELLS, [], [{ center: [21.5, 21.5, 21.5], diameterMm: 8 }]);
    expect(excluded.weight[5 + CELLS * (5 + CELLS * 5)]).toBe(0);
    expect(excluded.weight[0]).toBe(1);
    const outside = detectorTargets(CELLS, [{ center: [-5, 20, 20], diameterMm: 20 }]);
    expect(outside.weight[CELLS * (5 + CELLS * 5)]).toBe(0);
    expect(outside.heat.every((value) => value === 0)).toBe(true);
  });
});

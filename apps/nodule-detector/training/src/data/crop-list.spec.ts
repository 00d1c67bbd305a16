import { createRandom } from '@casebook/training';
import { describe, expect, it } from 'vitest';
import { drawCrops, type Source } from './crop-list.js';

const source = (path: string, nodules: number, places: number, hard: number): Source => {
  const points = (count: number, z: number) => Array.from({ length: count }, (_, n) => [n, 0, z] as const);
  return { path, nodules: points(nodules, 0), places: points(places, 1), hard: points(hard, 2) };
};
const kinds = (crops: ReturnType<typeof drawCrops>) => [0, 1, 2].map((kind) => crops.filter(({ near }) => near[2] === kind).length);
const shares = { nodules: 0.5, places: 0.3, hard: 0.2 };

describe('drawCrops', () => {
  const sources = [source('a', 1, 5, 0), source('b', 9, 5, 3)];

  it('has the shares that are asked for, and places where nothing is hard yet', () => {
    expect(kinds(drawCrops(sources, 100, createRandom(1), shares))).toEqual([50, 30, 20]);
    expect(kinds(drawCrops([source('a', 2, 2, 0)], 100, createRandom(1), shares))).toEqual([50, 50, 0]);
  });

  it('shows each nodule as often as any other, whichever scan it is in', () => {
    const crops = drawCrops(sources, 100, createRandom(1), shares).filter(({ near }) => near[2] === 0);
    const counts = new Map<string, number>();
    for (const { path, near } of crops) counts.set(`${path}${near[0]}`, (counts.get(`${path}${near[0]}`) ?? 0) + 1);
    expect([...counts.values()]).toEqual(Array(10).fill(5));
  });

  it('is another draw for another seed, and the same for the same', () => {
    expect(drawCrops(sources, 50, createRandom(1))).toEqual(drawCrops(sources, 50, createRandom(1)));
    expect(drawCrops(sources, 50, createRandom(1))).not.toEqual(drawCrops(sources, 50, createRandom(2)));
  });
});

import { describe, expect, it } from 'vitest';
import type { RecommenderEngine } from '../engine/index.js';
import type { CatalogueRepository } from './catalogue.repository.js';
import { CatalogueView } from './catalogue-view.js';
import type { ItemRow } from './item-row.js';

const row = (id: string, version: number, change: Partial<ItemRow> = {}): ItemRow => ({
  id,
  name: id,
  category: '',
  price: 1,
  stock: 5,
  attributes: {},
  created_at: new Date(0),
  updated_at: new Date(version / 1000),
  removed_at: null,
  version,
  ...change,
});

/** A view whose looks at the database answer when the test lets them; `offered` is what the engine may recommend. */
function heldView() {
  const offered = new Map<string, number>();
  const engine = {
    demandDays: 1,
    upsertItems: async (items: { id: string; stock: number }[]) => items.forEach(({ id, stock }) => offered.set(id, stock)),
    removeItems: (ids: string[]) => ids.forEach((id) => offered.delete(id)),
    setDemand: () => undefined,
  } as unknown as RecommenderEngine;
  let answer!: (rows: ItemRow[]) => void;
  const repository = {
    now: async () => new Date(),
    changedSince: () => new Promise<ItemRow[]>((resolve) => (answer = resolve)),
    demandSince: async () => [],
    demandOf: async () => [],
  } as unknown as CatalogueRepository;
  const counts = { offerChanges: 0 };
  const view = new CatalogueView(repository, engine, {
    refreshMs: 1e9,
    logger: { debug: () => undefined } as never,
    offerChanged: () => counts.offerChanges++,
  });
  const look = async (rows: ItemRow[], meanwhile: () => Promise<void> = async () => undefined) => {
    const looking = view.refresh();
    await new Promise(setImmediate);
    await meanwhile();
    answer(rows);
    await looking;
  };
  return { view, offered, look, counts };
}

describe('CatalogueView', () => {
  it('takes over what the database has', async () => {
    const { view, offered, look } = heldView();
    expect(view.loaded).toBe(false);
    await look([row('cup', 1), row('bowl', 2, { stock: 0 })]);
    expect([view.loaded, view.size, view.get('cup')]).toEqual([true, 2, { id: 'cup', name: 'cup', category: '', price: 1, stock: 5 }]);
    expect([...offered]).toEqual([
      ['cup', 5],
      ['bowl', 0],
    ]);
  });

  it('does not bring back what was removed while it looked', async () => {
    const { view, offered, look } = heldView();
    await look([row('cup', 1)]);
    await look([row('cup', 1)], () => view.apply([row('cup', 2, { removed_at: new Date() })]));
    expect([view.size, view.get('cup'), offered.has('cup')]).toEqual([0, undefined, false]);
    await view.apply([row('cup', 3)]); // written again
    expect([view.size, offered.get('cup')]).toEqual([1, 5]);
  });

  it('keeps the newer of two changes of one millisecond, in whatever order they come', async () => {
    const { view, offered, look } = heldView();
    await look([row('cup', 1000)]);
    await view.apply([row('cup', 1002, { stock: 0 })]);
    await view.apply([row('cup', 1001, { stock: 9 })]);
    expect([view.get('cup')?.stock, offered.get('cup')]).toEqual([0, 0]);
  });

  it('says when an item comes into the offer or leaves it, not when its price or the height of its stock changes', async () => {
    const { view, counts, look } = heldView();
    await look([row('cup', 1), row('bowl', 1, { stock: 0 })]);
    expect(counts.offerChanges).toBe(1);
    await view.apply([row('cup', 2, { stock: 3, price: 9 }), row('bowl', 2, { stock: 0, price: 9 })]);
    expect(counts.offerChanges).toBe(1);
    for (const change of [row('cup', 3, { stock: 0 }), row('bowl', 3), row('bowl', 4, { removed_at: new Date() }), row('jar', 1)])
      await view.apply([change]);
    expect(counts.offerChanges).toBe(5);
  });
});

import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { addItem, countOf, readBasket, totalOf, withQuantity, type Basket } from './basket.js';

const item = (id: string, price: number | null = 2.5, stock = 10) => ({ id, name: id, category: 'c', price, stock });

describe('the basket', () => {
  it('adds pieces to one line and keeps the order of lines', () => {
    const basket = addItem(addItem(addItem([], item('a')), item('b'), 2), item('a'));
    expect(basket.map(({ item, quantity }) => [item.id, quantity])).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
    expect(countOf(basket)).toBe(4);
  });

  it('never holds more than the stock, or 99', () => {
    expect(addItem([], item('a', 1, 3), 5)[0]!.quantity).toBe(3);
    expect(addItem([], item('a', 1, 5000), 500)[0]!.quantity).toBe(99);
    expect(addItem([], item('a', 1, 0))).toEqual([]);
  });

  it('takes the newest price', () => {
    expect(totalOf(addItem(addItem([], item('a', 2)), item('a', 3)))).toBe(6);
  });

  it('drops a line at zero', () => {
    expect(withQuantity(addItem([], item('a')), item('a'), 0)).toEqual([]);
    expect(withQuantity(addItem([], item('a')), item('a'), NaN)).toEqual([]);
  });

  it('reckons in hundredths', () => {
    expect(totalOf([{ item: item('a', 0.1), quantity: 3 }])).toBe(0.3);
    expect(
      totalOf([
        { item: item('a', 1.1), quantity: 3 },
        { item: item('b', null), quantity: 4 },
      ]),
    ).toBe(3.3);
  });

  test.prop([fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: -5, max: 120 })))])(
    'has one line an item with 1 to 10 pieces, whatever is done to it',
    (steps) => {
      const basket = steps.reduce<Basket>((all, [id, pieces]) => addItem(all, item(id), pieces), []);
      expect(new Set(basket.map((line) => line.item.id)).size).toBe(basket.length);
      expect(basket.every((line) => line.quantity >= 1 && line.quantity <= 10)).toBe(true);
    },
  );
});

describe('readBasket', () => {
  test.prop([fc.array(fc.record({ item: fc.constantFrom(item('a'), item('b', null)), quantity: fc.integer({ min: 1, max: 99 }) }))])(
    'reads what was stored',
    (basket) => {
      expect(readBasket(JSON.stringify(basket))).toEqual(basket);
    },
  );

  test.prop([fc.oneof(fc.string(), fc.json())])('survives anything else', (text) => {
    expect(Array.isArray(readBasket(text))).toBe(true);
  });

  it('passes over lines that are not lines', () => {
    const good = { item: item('a'), quantity: 2 };
    const bad = [null, 3, {}, { ...good, quantity: -1 }, { ...good, quantity: 1.5 }, { ...good, item: { ...item('b'), price: '3' } }];
    expect(readBasket(JSON.stringify([...bad, good]))).toEqual([good]);
    expect(readBasket(null)).toEqual([]);
  });
});

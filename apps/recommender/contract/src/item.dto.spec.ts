import { describe, expect, it } from 'vitest';
import { itemPatchSchema, itemQuerySchema, newItemSchema } from './item.dto.js';

describe('items', () => {
  it('gives a new item its defaults', () => {
    expect(newItemSchema.parse({ id: 'i1', name: 'Oak tray', stock: 3 })).toEqual({
      id: 'i1',
      name: 'Oak tray',
      stock: 3,
      category: '',
      price: null,
      attributes: {},
    });
  });

  it.each([
    { name: 'no id', stock: 1 },
    { id: 'i1', name: 'no stock' },
    { id: 'i1', name: 'half a piece', stock: 0.5 },
    { id: 'i1', name: 'debt', stock: -1 },
    { id: 'i1', name: 'unknown field', stock: 1, colour: 'red' },
    { id: 'i1', name: 'NUL in an attribute', stock: 1, attributes: { a: '\u0000' } },
    { id: 'i1', name: 'nested attribute', stock: 1, attributes: { a: {} } },
    { id: 'i1', name: 'many attributes', stock: 1, attributes: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`a${i}`, i])) },
  ])('refuses $name', (item) => expect(newItemSchema.safeParse(item).success).toBe(false));

  it('a patch sets what it names and nothing else', () => {
    expect(itemPatchSchema.parse({ stock: 0 })).toEqual({ stock: 0 });
    expect(itemPatchSchema.safeParse({}).success).toBe(false);
  });

  it('a query has a page size', () =>
    expect(itemQuerySchema.parse({ category: 'mugs' })).toEqual({ category: 'mugs', limit: 50, offset: 0 }));
});

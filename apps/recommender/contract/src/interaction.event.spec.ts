import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { interactionBatchSchema, interactionEventSchema } from './interaction.event.js';
import { LIMITS } from './limits.js';

const purchase = {
  specversion: '1.0',
  id: 'b3e1',
  source: '/shop/web',
  type: 'shop.item.purchased',
  time: '2024-05-01T10:00:00Z',
  data: { userId: 'u1', itemId: 'i1', quantity: 2, price: 3.5 },
};

describe('interaction event', () => {
  it('takes a purchase as it is', () => expect(interactionEventSchema.parse(purchase)).toEqual(purchase));

  it('drops extensions and keeps the trace', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(interactionEventSchema.parse({ ...purchase, partitionkey: 'x', traceparent })).toEqual({ ...purchase, traceparent });
  });

  it.each([
    ['version', { specversion: '0.3' }],
    ['type', { type: 'shop.item.stolen' }],
    ['source', { source: 'two words' }],
    ['time', { time: '2999-01-01T00:00:00Z' }],
    ['data', { data: null }],
    ['content type', { datacontenttype: 'text/xml' }],
    ['user', { data: { ...purchase.data, userId: ['u1'] } }],
    ['quantity', { data: { ...purchase.data, quantity: NaN } }],
    ['price', { data: { ...purchase.data, price: '3' } }],
  ])('refuses a wrong %s', (_, change) => expect(interactionEventSchema.safeParse({ ...purchase, ...change }).success).toBe(false));

  it('bounds a batch', () => {
    expect(interactionBatchSchema.safeParse([]).success).toBe(false);
    expect(interactionBatchSchema.safeParse(Array(LIMITS.batch + 1).fill(purchase)).success).toBe(false);
  });

  test.prop([fc.anything()])('never takes what is not an event, and never throws', (value) => {
    expect(interactionEventSchema.safeParse(value).success).toBe(false);
  });
});

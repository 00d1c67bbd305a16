import { INTERACTION_TYPES, interactionEventSchema, type InteractionType } from '@casebook/recommender-contract';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { interaction } from './interaction.js';

describe('interaction', () => {
  const type = fc.constantFrom(...(Object.keys(INTERACTION_TYPES) as InteractionType[]));
  const price = fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1000, noNaN: true }));
  test.prop([type, fc.integer({ min: 1, max: 99 }), price])('is what the contract asks for', (type, quantity, price) => {
    const event = interaction(type, 'guest-1', { id: 'p1', name: 'Mug', category: 'Table', price, stock: 3 }, { quantity });
    expect(interactionEventSchema.parse(event)).toEqual(event);
  });
});

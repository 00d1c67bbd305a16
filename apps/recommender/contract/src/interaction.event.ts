/** What shoppers do: CloudEvents of topic `shop.interactions.v1`, keyed by user so that one user's events stay in order. */
import { z } from 'zod';
import { cloudEventSchema } from './cloud-event.schema.js';
import { LIMITS } from './limits.js';
import { idSchema, priceSchema, quantitySchema, requiredText } from './primitives.schema.js';

/** Each event type with the action it stands for. */
export const INTERACTION_TYPES = {
  'shop.item.viewed': 'view',
  'shop.basket.added': 'basket',
  'shop.item.purchased': 'purchase',
} as const;

export type InteractionType = keyof typeof INTERACTION_TYPES;
export type InteractionAction = (typeof INTERACTION_TYPES)[InteractionType];

const types = Object.keys(INTERACTION_TYPES) as [InteractionType, ...InteractionType[]];

export const interactionDataSchema = z
  .object({
    userId: idSchema,
    itemId: idSchema,
    quantity: quantitySchema.optional().meta({ description: '1 where absent' }),
    price: priceSchema.optional().meta({ description: 'price of one, at the time of the event' }),
    context: requiredText(LIMITS.context).optional().meta({ description: 'where the shopper is, e.g. a country' }),
  })
  .meta({ description: 'One action of one user on one item' });

export const interactionEventSchema = cloudEventSchema(z.enum(types, `must be one of ${types.join(', ')}`), interactionDataSchema).meta({
  id: 'InteractionEvent',
  description: 'CloudEvents 1.0 of topic shop.interactions.v1',
});

export const interactionBatchSchema = z
  .array(interactionEventSchema)
  .min(1, 'must hold at least one event')
  .max(LIMITS.batch, `must hold at most ${LIMITS.batch} events`);

export type InteractionData = z.infer<typeof interactionDataSchema>;
export type InteractionEvent = z.infer<typeof interactionEventSchema>;

/** The events of the shop, as the events library knows them. */
import { defineEvent, EventRegistry } from '@casebook/events';
import {
  INTERACTION_TYPES,
  interactionDataSchema,
  itemRemovedEventSchema,
  itemUpsertedEventSchema,
  recommendationServedEventSchema,
  TOPICS,
  type InteractionType,
} from '@casebook/recommender-contract';

const interaction = (type: InteractionType) =>
  defineEvent({ type, topic: TOPICS.interactions, version: '1', schema: interactionDataSchema, key: ({ userId }) => userId });

/** What shoppers do: accepted over HTTP and taken from the bus. */
export const interactionEvents = (Object.keys(INTERACTION_TYPES) as InteractionType[]).map(interaction);

export const itemUpserted = defineEvent({
  type: 'shop.item.upserted',
  topic: TOPICS.catalogue,
  version: '1',
  schema: itemUpsertedEventSchema.shape.data,
  key: ({ id }) => id,
});

export const itemRemoved = defineEvent({
  type: 'shop.item.removed',
  topic: TOPICS.catalogue,
  version: '1',
  schema: itemRemovedEventSchema.shape.data,
  key: ({ id }) => id,
});

export const recommendationServed = defineEvent({
  type: 'shop.recommendation.served',
  topic: TOPICS.recommendations,
  version: '1',
  schema: recommendationServedEventSchema.shape.data,
  key: ({ modelVersion }) => modelVersion,
});

/** What a client may send. */
export const interactionRegistry = new EventRegistry(interactionEvents);

/** What this service publishes. */
export const registry = new EventRegistry([...interactionEvents, itemUpserted, itemRemoved, recommendationServed]);

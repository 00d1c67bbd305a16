/** What happens to the catalogue: CloudEvents of topic `shop.catalogue.v1`, keyed by item. */
import { z } from 'zod';
import { cloudEventSchema } from './cloud-event.schema.js';
import { newItemSchema } from './item.dto.js';
import { idSchema } from './primitives.schema.js';

export const itemUpsertedEventSchema = cloudEventSchema(z.literal('shop.item.upserted'), newItemSchema);
export const itemRemovedEventSchema = cloudEventSchema(z.literal('shop.item.removed'), z.object({ id: idSchema }));

/** `shop.item.upserted` carries the whole item, `shop.item.removed` its id. */
export const catalogueEventSchema = z.discriminatedUnion('type', [itemUpsertedEventSchema, itemRemovedEventSchema]);

export type CatalogueEvent = z.infer<typeof catalogueEventSchema>;

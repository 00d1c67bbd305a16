/** The catalogue over HTTP: what an item is, how one is written, how a page of them reads. */
import { z } from 'zod';
import { LIMITS } from './limits.js';
import { idSchema, priceSchema, queryInteger, requiredText, stockSchema, text } from './primitives.schema.js';

const attributesSchema = z
  .record(requiredText(LIMITS.attributeName), z.union([text(LIMITS.attributeValue), z.number(), z.boolean()]))
  .refine((attributes) => Object.keys(attributes).length <= LIMITS.attributes, `must hold at most ${LIMITS.attributes} attributes`);

const fields = {
  name: requiredText(LIMITS.name),
  category: text(LIMITS.category),
  price: priceSchema.nullable().meta({ description: 'in the currency of the shop; null where unknown' }),
  stock: stockSchema.meta({ description: 'pieces on stock; at 0 the item is never recommended' }),
  attributes: attributesSchema.meta({ description: 'further columns, e.g. brand or colour' }),
};

/** `POST /v1/items`: stock and price matter, the rest has defaults. */
export const newItemSchema = z
  .strictObject({
    id: idSchema,
    name: fields.name,
    category: fields.category.default(''),
    price: fields.price.default(null),
    stock: fields.stock,
    attributes: fields.attributes.default({}),
  })
  .meta({ id: 'NewItem' });

export const newItemsSchema = z
  .array(newItemSchema)
  .min(1, 'must hold at least one item')
  .max(LIMITS.batch, `must hold at most ${LIMITS.batch} items`);

/** `PUT /v1/items/:id`: the whole item; the id is in the address. */
export const itemReplacementSchema = newItemSchema.omit({ id: true }).meta({ id: 'ItemReplacement' });

/** `PATCH /v1/items/:id`: at least one field. */
export const itemPatchSchema = z
  .strictObject(fields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'must change at least one of name, category, price, stock, attributes')
  .meta({ id: 'ItemPatch' });

/** An item as lists and recommendations show it. */
export const itemSummarySchema = z
  .object({ id: idSchema, name: z.string(), category: z.string(), price: fields.price, stock: fields.stock })
  .meta({ id: 'ItemSummary' });

export const itemSchema = z
  .object({ ...itemSummarySchema.shape, attributes: fields.attributes, createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() })
  .meta({ id: 'Item' });

export const itemQuerySchema = z.strictObject({
  category: text(LIMITS.category).optional().meta({ description: 'only this category' }),
  q: text(LIMITS.name).optional().meta({ description: 'part of the name, upper or lower case' }),
  limit: queryInteger(1, LIMITS.page).default(50),
  offset: queryInteger(0, 1_000_000).default(0),
});

export const itemPageSchema = z.object({ items: z.array(itemSchema), total: z.number().int() }).meta({ id: 'ItemPage' });

export const categoriesSchema = z
  .object({ categories: z.array(z.object({ name: z.string(), count: z.number().int() })) })
  .meta({ id: 'Categories' });

/** Answer to `POST /v1/items`: how many items were written (an id that exists is replaced, where the request was an array). */
export const itemsWrittenSchema = z.object({ written: z.number().int() }).meta({ id: 'ItemsWritten' });

export type NewItemDto = z.input<typeof newItemSchema>;
export type ItemReplacementDto = z.input<typeof itemReplacementSchema>;
export type ItemPatchDto = z.infer<typeof itemPatchSchema>;
export type ItemSummaryDto = z.infer<typeof itemSummarySchema>;
export type ItemDto = z.infer<typeof itemSchema>;
export type ItemQueryDto = z.infer<typeof itemQuerySchema>;
export type ItemPageDto = z.infer<typeof itemPageSchema>;
export type CategoriesDto = z.infer<typeof categoriesSchema>;
export type ItemsWrittenDto = z.infer<typeof itemsWrittenSchema>;

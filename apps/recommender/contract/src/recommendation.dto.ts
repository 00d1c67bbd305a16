/** Recommendations and similar items over HTTP. */
import { z } from 'zod';
import { itemSummarySchema } from './item.dto.js';
import { LIMITS } from './limits.js';
import { idSchema, queryInteger, requiredText } from './primitives.schema.js';

/** `discover`: only items the user has never purchased. `buy-again`: repeats are allowed. */
export const recommendationModeSchema = z.enum(['discover', 'buy-again'], 'must be discover or buy-again');

/** Why an item is recommended; `itemId` names the item of the user's own history that led to it. */
export const reasonSchema = z
  .object({
    kind: z.enum(['bought-before', 'bought-together', 'similar', 'popular', 'taste']),
    text: z.string().meta({ description: 'one short sentence for the shopper, e.g. "because you bought Oak tray"' }),
    itemId: idSchema.optional(),
  })
  .meta({ id: 'Reason' });

export const recommendedItemSchema = z
  .object({ item: itemSummarySchema, score: z.number(), why: reasonSchema })
  .meta({ id: 'RecommendedItem' });

/** Why an answer is not the model's: `false` where it is. */
export const degradedSchema = z
  .union([z.literal(false), z.string()])
  .meta({ description: 'false, or why the answer is the popular items instead of the model’s' });

const limit = queryInteger(1, LIMITS.recommendations).default(20);

export const recommendationQuerySchema = z.strictObject({
  limit,
  mode: recommendationModeSchema.default('discover'),
  context: requiredText(LIMITS.context).optional().meta({ description: 'e.g. a country; the last known one where absent' }),
});

export const similarQuerySchema = z.strictObject({ limit });

export const recommendationsSchema = z
  .object({
    userId: idSchema,
    mode: recommendationModeSchema,
    modelVersion: z.string(),
    degraded: degradedSchema,
    took_ms: z.number().meta({ description: 'time in the service, milliseconds' }),
    items: z.array(recommendedItemSchema),
  })
  .meta({ id: 'Recommendations' });

export const similarItemsSchema = z
  .object({
    itemId: idSchema,
    modelVersion: z.string(),
    degraded: degradedSchema,
    took_ms: z.number(),
    items: z.array(recommendedItemSchema),
  })
  .meta({ id: 'SimilarItems' });

export type RecommendationMode = z.infer<typeof recommendationModeSchema>;
export type ReasonDto = z.infer<typeof reasonSchema>;
export type RecommendedItemDto = z.infer<typeof recommendedItemSchema>;
export type RecommendationQueryDto = z.infer<typeof recommendationQuerySchema>;
export type RecommendationsDto = z.infer<typeof recommendationsSchema>;
export type SimilarItemsDto = z.infer<typeof similarItemsSchema>;

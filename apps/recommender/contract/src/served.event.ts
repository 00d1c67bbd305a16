/** What was recommended: CloudEvents of topic `shop.recommendations.v1`, for monitoring; they name no user. */
import { z } from 'zod';
import { cloudEventSchema } from './cloud-event.schema.js';
import { LIMITS } from './limits.js';
import { idSchema } from './primitives.schema.js';
import { degradedSchema, recommendationModeSchema } from './recommendation.dto.js';

export const recommendationServedEventSchema = cloudEventSchema(
  z.literal('shop.recommendation.served'),
  z.object({
    mode: recommendationModeSchema,
    modelVersion: z.string(),
    degraded: degradedSchema,
    took_ms: z.number().min(0),
    itemIds: z.array(idSchema).max(LIMITS.recommendations),
    scores: z.array(z.number()).max(LIMITS.recommendations),
  }),
);

export type RecommendationServedEvent = z.infer<typeof recommendationServedEventSchema>;

/** Messages of `GET /v1/live` (server-sent events): `stats` once a second, `applied` for events as they are applied. */
import { z } from 'zod';
import { INTERACTION_TYPES, type InteractionType } from './interaction.event.js';
import { idSchema } from './primitives.schema.js';
import { degradedSchema } from './recommendation.dto.js';

const types = Object.keys(INTERACTION_TYPES) as [InteractionType, ...InteractionType[]];

export const liveQuerySchema = z.strictObject({
  user: idSchema
    .optional()
    .meta({ description: 'every event of this user is sent, those of others are sampled and do not say whose they are' }),
});

export const liveStatsSchema = z
  .object({
    at: z.iso.datetime(),
    eventsPerSecond: z.number(),
    recommendationsPerSecond: z.number(),
    latency: z
      .object({ count: z.number().int(), p50_ms: z.number(), p95_ms: z.number(), p99_ms: z.number() })
      .meta({ description: 'recommendations of the last 30 seconds' }),
    consumerLag: z.number().nullable().meta({ description: 'events on the bus that are not applied yet; null where unknown' }),
    modelVersion: z.string(),
    provider: z.string().meta({ description: 'execution provider of ONNX Runtime in use' }),
    bus: z.string(),
    degraded: degradedSchema,
  })
  .meta({ id: 'LiveStats' });

export const liveAppliedSchema = z
  .object({
    id: idSchema,
    type: z.enum(types),
    userId: idSchema.nullable().meta({ description: 'only where it is the user asked for' }),
    itemId: idSchema,
    itemName: z.string().nullable(),
    occurredAt: z.iso.datetime(),
    appliedAt: z.iso.datetime(),
    lagMs: z.number().meta({ description: 'from the arrival of the event to its being applied, milliseconds' }),
  })
  .meta({ id: 'LiveApplied' });

export type LiveStatsDto = z.infer<typeof liveStatsSchema>;
export type LiveAppliedDto = z.infer<typeof liveAppliedSchema>;

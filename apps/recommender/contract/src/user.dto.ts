/** Users over HTTP: those known, the history of one, what erasing one removed. */
import { z } from 'zod';
import { LIMITS } from './limits.js';
import { idSchema, queryInteger } from './primitives.schema.js';
import { itemSummarySchema } from './item.dto.js';

export const userQuerySchema = z.strictObject({ limit: queryInteger(1, LIMITS.page).default(20) });

export const usersSchema = z
  .object({ users: z.array(z.object({ userId: idSchema, purchases: z.number(), lastAt: z.iso.datetime() })) })
  .meta({ id: 'Users', description: 'customers, the most recently active first' });

export const historyQuerySchema = z.strictObject({ limit: queryInteger(1, LIMITS.history).default(50) });

/** One item in a user's history: all events on it, summed up. */
export const historyEntrySchema = z
  .object({
    item: itemSummarySchema,
    purchases: z.number().int().meta({ description: 'number of purchase events' }),
    quantity: z.number().meta({ description: 'pieces purchased' }),
    strength: z.number().meta({ description: 'sum of the action weights: view 0.2, basket 0.5, purchase 1' }),
    firstAt: z.iso.datetime(),
    lastAt: z.iso.datetime(),
  })
  .meta({ id: 'HistoryEntry' });

export const historySchema = z
  .object({ userId: idSchema, entries: z.array(historyEntrySchema) })
  .meta({ id: 'History', description: 'the most recent item first' });

export const erasedSchema = z.object({ userId: idSchema, interactions: z.number().int() }).meta({ id: 'Erased' });

export type UsersDto = z.infer<typeof usersSchema>;
export type HistoryEntryDto = z.infer<typeof historyEntrySchema>;
export type HistoryDto = z.infer<typeof historySchema>;
export type ErasedDto = z.infer<typeof erasedSchema>;

/** Answer to `POST /v1/events`. */
import { z } from 'zod';
import { idSchema } from './primitives.schema.js';

/** The events are stored and will be applied, also where the bus is away at the moment. */
export const acceptedSchema = z.object({ accepted: z.number().int(), ids: z.array(idSchema) }).meta({ id: 'Accepted' });

export type AcceptedDto = z.infer<typeof acceptedSchema>;

/** Every error over HTTP and WebSocket: RFC 9457 problem details. */
import { z } from 'zod';

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ description: 'stable, for programs' }),
    detail: z.string().meta({ description: 'one sentence for people: what is wrong and what to do' }),
    instance: z.string().optional().meta({ description: 'id of the request, as in the logs' }),
    errors: z.unknown().optional(),
    retryAfterMs: z.number().optional().meta({ description: 'after how long the same request may succeed' }),
  })
  .meta({ id: 'Problem' });

export type ProblemDto = z.infer<typeof problemSchema>;

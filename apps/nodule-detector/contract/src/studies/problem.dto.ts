/** Every error over HTTP: RFC 9457 problem details, `application/problem+json`. */
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
  })
  .meta({ id: 'Problem' });

export type ProblemDto = z.infer<typeof problemSchema>;

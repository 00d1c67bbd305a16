/** A page of the bank's policies, as a customer reads it: where an answer says it is from. */
import { z } from 'zod';
import { idSchema } from './primitives.schema.js';

export const policyPageSchema = z
  .object({
    page: idSchema,
    title: z.string(),
    sections: z.array(
      z.object({
        title: z.string().meta({ description: 'as in the `section` of a reply’s source' }),
        text: z.string().meta({ description: 'plain text; an empty line separates paragraphs' }),
      }),
    ),
  })
  .meta({ id: 'PolicyPage' });

export type PolicyPageDto = z.infer<typeof policyPageSchema>;

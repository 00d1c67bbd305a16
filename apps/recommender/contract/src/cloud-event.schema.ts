/** The envelope of every event: CloudEvents 1.0, https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md */
import { z } from 'zod';
import { LIMITS } from './limits.js';
import { idSchema, pastTimeSchema, requiredText } from './primitives.schema.js';

// W3C Trace Context: version, trace id, span id, flags.
const traceparentSchema = z.string().regex(/^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/, 'must be a W3C traceparent');

/**
 * Schema of an event of the given type(s) and data. Attributes it does not name (extensions) are dropped, as the specification allows;
 * `traceparent` and `tracestate` continue a W3C trace.
 */
export const cloudEventSchema = <Type extends z.ZodType, Data extends z.ZodType>(type: Type, data: Data) =>
  z.object({
    specversion: z.literal('1.0', 'must be "1.0"'),
    id: idSchema.meta({ description: 'unique for one source; an event sent again has the same id and counts once' }),
    source: requiredText(LIMITS.source).regex(/^\S+$/u, 'must be a URI reference, without white space'),
    type,
    time: pastTimeSchema.optional().meta({ description: 'when it happened; the time of arrival where absent' }),
    subject: requiredText(LIMITS.id).optional(),
    datacontenttype: z
      .string()
      .regex(/^application\/(?:[\w.+-]+\+)?json(?:\s*;.*)?$/i, 'must be application/json')
      .max(128)
      .optional(),
    dataschema: requiredText(LIMITS.source).optional(),
    traceparent: traceparentSchema.optional(),
    tracestate: requiredText(512).optional(),
    data,
  });

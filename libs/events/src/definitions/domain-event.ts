/** What an event is here: a CloudEvent 1.0 with JSON data (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md). */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { activeTraceContext } from '../wire/trace-context.js';
import { checkedData, type EventDefinition } from './define-event.js';

/** Neither control characters nor lone surrogates: PostgreSQL cannot store the first, UTF-8 cannot carry the second. */
export const plainText = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'holds a control character');

/** The context attributes, and data that its own schema checks later. Extension attributes other than the trace context are dropped. */
export const domainEventSchema = z.object({
  specversion: z.literal('1.0'),
  id: plainText,
  source: plainText,
  type: plainText,
  time: z.iso.datetime({ offset: true }),
  subject: plainText.optional(),
  datacontenttype: z.literal('application/json').default('application/json'),
  dataschema: plainText.optional(),
  traceparent: z
    .string()
    .regex(/^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/)
    .optional()
    .catch(undefined), // a broken trace header must not cost the event
  tracestate: z.string().max(512).optional().catch(undefined),
  data: z.unknown(),
});

export interface DomainEvent<T = unknown> extends z.infer<typeof domainEventSchema> {
  data: T;
}

export interface NewEvent {
  /** URI reference of the producer, e.g. `/shop/web`. */
  source: string;
  /** Default: a random UUID. */
  id?: string;
  /** When it happened; default: now. */
  time?: Date;
  subject?: string;
}

/**
 * Makes an event that carries the active trace context.
 *
 * @throws {InvalidInputError} `EVENT_INVALID` where the data break the definition's schema
 *
 * @example
 * createEvent(itemViewed, { userId: 'u1', itemId: 'i9' }, { source: '/shop/web' });
 */
export function createEvent<T>(definition: EventDefinition<T>, data: T, { source, id, time, subject }: NewEvent): DomainEvent<T> {
  return {
    specversion: '1.0',
    id: id ?? randomUUID(),
    source,
    type: definition.type,
    time: (time ?? new Date()).toISOString(),
    ...(subject !== undefined && { subject }),
    datacontenttype: 'application/json',
    dataschema: definition.dataschema,
    ...activeTraceContext(),
    data: checkedData(definition, data),
  };
}

/** What makes an event one: producers choose ids, so only source and id together are unique (CloudEvents 1.0, `id`). */
export const eventIdentity = (event: Pick<DomainEvent, 'source' | 'id'>) => `${event.source} ${event.id}`;

/** CloudEvents over Kafka, binary mode: attributes are headers, data is the value (Kafka protocol binding 1.0.2, section 3.2). */
import { InvalidInputError, TooLargeError, parseWith } from '@casebook/core';
import type { ReceivedMessage, WireMessage } from '../bus/event-bus.js';
import { plainText, domainEventSchema, type DomainEvent } from '../definitions/domain-event.js';
import type { AnyEventDefinition } from '../definitions/event-registry.js';

/** An event must fit a record batch of the broker (`message.max.bytes`, 1 MB) together with its headers. */
export const maxEventBytes = 512 * 1024;

const attributes = ['specversion', 'id', 'source', 'type', 'time', 'subject', 'dataschema'] as const;
const traceHeaders = ['traceparent', 'tracestate'] as const;

/**
 * The message of an event, with the key that keeps its order.
 *
 * @throws {InvalidInputError} `EVENT_INVALID` where the key is no plain text; {TooLargeError} `EVENT_TOO_LARGE` above 512 KiB
 */
export function encodeEvent(definition: AnyEventDefinition, event: DomainEvent): WireMessage {
  const headers: Record<string, string> = { 'content-type': event.datacontenttype };
  for (const name of attributes) if (event[name] !== undefined) headers[`ce_${name}`] = event[name];
  for (const name of traceHeaders) if (event[name] !== undefined) headers[name] = event[name];
  const value = Buffer.from(JSON.stringify(event.data));
  if (value.length > maxEventBytes) {
    throw new TooLargeError(
      'EVENT_TOO_LARGE',
      `An event may hold ${maxEventBytes} bytes of data, this one has ${value.length}: store the bulk and send its address.`,
    );
  }
  return { key: parseWith(plainText, definition.key(event.data), 'EVENT_INVALID', `The key of ${event.type}`), value, headers };
}

/**
 * The event of a message in binary or structured mode, its attributes checked, its data not yet.
 *
 * @throws {InvalidInputError} `EVENT_INVALID`
 */
export function decodeEvent({ headers, value, timestamp }: Pick<ReceivedMessage, 'headers' | 'value' | 'timestamp'>): DomainEvent {
  const body = parseJson(value);
  if (headers['content-type']?.startsWith('application/cloudevents+json')) {
    return parseWith(domainEventSchema, body, 'EVENT_INVALID', 'The message');
  }
  const found: Record<string, unknown> = { data: body, time: new Date(timestamp).toISOString() };
  for (const name of attributes) if (headers[`ce_${name}`] !== undefined) found[name] = headers[`ce_${name}`];
  for (const name of traceHeaders) if (headers[name] !== undefined) found[name] = headers[name];
  return parseWith(domainEventSchema, found, 'EVENT_INVALID', 'The message');
}

function parseJson(value: Buffer | null): unknown {
  try {
    return JSON.parse(String(value)); // a missing value (a tombstone) is JSON's null
  } catch (cause) {
    throw new InvalidInputError('EVENT_INVALID', 'The value of the message is not JSON: send CloudEvents with JSON data.', { cause });
  }
}

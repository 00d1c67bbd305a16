/** CloudEvents over HTTP: structured, batched and binary mode (HTTP protocol binding 1.0.2, section 3). */
import { InvalidInputError, TooLargeError } from '@casebook/core';
import type { DomainEvent } from '../definitions/domain-event.js';
import type { EventRegistry } from '../definitions/event-registry.js';

export type HttpHeaders = Readonly<Record<string, string | string[] | undefined>>;

export interface HttpLimits {
  /** Events in one request at most. */
  maxEvents?: number;
  /** A clock may be ahead by this much, in ms. */
  maxAheadMs?: number;
}

/**
 * The events of a request, checked against the registry. An event without `time` happened now.
 *
 * @param headers as Node gives them: names in lower case
 * @param body parsed JSON, or its text
 * @throws {InvalidInputError} `EVENT_INVALID`, `EVENT_TYPE_UNKNOWN`, `EVENT_IN_FUTURE` (each names the event's index in a batch);
 * {TooLargeError} `EVENT_BATCH_TOO_LARGE`
 */
export function eventsFromHttp(registry: EventRegistry, headers: HttpHeaders, body: unknown, limits: HttpLimits = {}): DomainEvent[] {
  const { maxEvents = 1_000, maxAheadMs = 300_000 } = limits;
  const value = typeof body === 'string' || Buffer.isBuffer(body) ? parseJson(body) : body;
  const candidates = headers['ce-specversion'] !== undefined ? [binary(headers, value)] : Array.isArray(value) ? value : [value];
  if (candidates.length > maxEvents) {
    throw new TooLargeError(
      'EVENT_BATCH_TOO_LARGE',
      `A batch may hold ${maxEvents} events, this one has ${candidates.length}: send several.`,
    );
  }
  const now = Date.now();
  return candidates.map((candidate, index) => {
    try {
      return notAhead(registry.parse(withTime(candidate, now)), now + maxAheadMs);
    } catch (error) {
      if (candidates.length === 1 || !(error instanceof InvalidInputError)) throw error;
      throw new InvalidInputError(error.code, `Event ${index} of the batch: ${error.message}`, {
        cause: error,
        details: { index, violations: error.details },
      });
    }
  });
}

/** Header values are percent-encoded (section 3.1.3.2). */
function binary(headers: HttpHeaders, data: unknown): Record<string, unknown> {
  const event: Record<string, unknown> = { data };
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith('ce-') && typeof value === 'string') event[name.slice(3)] = decoded(value);
  }
  for (const name of ['traceparent', 'tracestate']) if (typeof headers[name] === 'string') event[name] ??= headers[name];
  return event;
}

function withTime(candidate: unknown, now: number): unknown {
  if (typeof candidate !== 'object' || candidate === null || 'time' in candidate) return candidate;
  return { ...candidate, time: new Date(now).toISOString() };
}

function notAhead(event: DomainEvent, latest: number): DomainEvent {
  if (Date.parse(event.time) <= latest) return event;
  throw new InvalidInputError(
    'EVENT_IN_FUTURE',
    'The time of the event lies in the future: correct the clock of the sender, or leave time out.',
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // a bare % of a sender that does not encode
  }
}

function parseJson(body: string | Buffer): unknown {
  try {
    return JSON.parse(String(body));
  } catch (cause) {
    throw new InvalidInputError('EVENT_INVALID', 'The body is not JSON: send a CloudEvent, or an array of them.', { cause });
  }
}

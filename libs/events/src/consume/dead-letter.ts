/** A message that can not be applied goes to `<topic>.dlq`, as it was, with the cause in headers. */
import { CasebookError } from '@casebook/core';
import type { ReceivedMessage, WireMessage } from '../bus/event-bus.js';

export interface DeadLetterCause {
  code: string;
  message: string;
  group: string;
  topic: string;
  partition: number;
  offset: number;
  /** ISO 8601. */
  time: string;
}

export const deadLetterTopic = (topic: string) => `${topic}.dlq`;

const prefix = 'dlq_';

/** The dead letter of a message; of an error that is not ours only the kind is told, since its text may hold personal data. */
export function deadLetter(message: ReceivedMessage, group: string, error: unknown): WireMessage {
  const cause: Record<keyof DeadLetterCause, string> = {
    code: errorCode(error),
    message:
      error instanceof CasebookError
        ? error.message.slice(0, 1_000)
        : `The handler threw ${error instanceof Error ? error.name : typeof error}.`,
    group,
    topic: message.topic,
    partition: String(message.partition),
    offset: String(message.offset),
    time: new Date().toISOString(),
  };
  const headers = { ...message.headers };
  for (const [name, value] of Object.entries(cause)) headers[prefix + name] = value;
  return { key: message.key, value: message.value, headers };
}

/** The cause that a dead letter carries; undefined for any other message. */
export function deadLetterCause({ headers }: WireMessage): DeadLetterCause | undefined {
  const read = (name: keyof DeadLetterCause) => headers[prefix + name] ?? '';
  if (!read('topic')) return undefined;
  const [code, message, group, topic, time] = [read('code'), read('message'), read('group'), read('topic'), read('time')];
  return { code, message, group, topic, partition: Number(read('partition')), offset: Number(read('offset')), time };
}

/** The message as it was before it died. */
export function revived({ key, value, headers }: WireMessage): WireMessage {
  return { key, value, headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(prefix))) };
}

/** Our code, PostgreSQL's SQLSTATE, or HANDLER_FAILED. */
export function errorCode(error: unknown): string {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const known = code ?? driverError?.code;
  return typeof known === 'string' ? known : 'HANDLER_FAILED';
}

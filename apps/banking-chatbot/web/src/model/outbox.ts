/** Messages that the service has not answered yet, in the order they were written. They outlive reloads and outages. */
import { LIMITS } from '@casebook/banking-chatbot-contract';

export interface Outgoing {
  /** Made once: sent again under it, a message has no second effect. */
  id: string;
  text: string;
  /** Why the service will not take it, in a sentence; it is not sent again unless the customer says so. */
  refused?: string;
}

export type Outbox = readonly Outgoing[];

/** A message to send. `bytes` makes the id: 16 random bytes are like no other. */
export function outgoing(text: string, bytes: Uint8Array = crypto.getRandomValues(new Uint8Array(16))): Outgoing {
  return { id: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''), text };
}

/** The one to send next: the first that was not refused. */
export const nextOf = (outbox: Outbox): Outgoing | undefined => outbox.find(({ refused }) => refused === undefined);

export const without = (outbox: Outbox, id: string): Outbox => outbox.filter((message) => message.id !== id);

export const refuse = (outbox: Outbox, id: string, reason: string): Outbox =>
  outbox.map((message) => (message.id === id ? { ...message, refused: reason } : message));

/** A refused message once more, under its old id: a refusal has had no effect. */
export const again = (outbox: Outbox, id: string): Outbox =>
  outbox.map((message) => (message.id === id ? { id, text: message.text } : message));

/** Reads a stored outbox; anything that is not one is an empty one. */
export function readOutbox(stored: string | null): Outbox {
  try {
    const value: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(value) ? value.filter(isOutgoing) : [];
  } catch {
    return [];
  }
}

function isOutgoing(value: unknown): value is Outgoing {
  if (typeof value !== 'object' || value === null) return false;
  const { id, text, refused } = value as Partial<Outgoing>;
  return (
    typeof id === 'string' &&
    /^[\w-]{1,64}$/.test(id) &&
    typeof text === 'string' &&
    text.length > 0 &&
    text.length <= LIMITS.text &&
    (refused === undefined || typeof refused === 'string')
  );
}

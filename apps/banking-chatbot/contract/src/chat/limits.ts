/** The bounds of everything that crosses the border of the chat, in one place: service and page read the same numbers. */
export const LIMITS = {
  /** Characters (UTF-16 code units) of a message. */
  text: 2_000,
  /** Characters of an identifier. */
  id: 64,
  /** Messages of one customer (or one session, where nobody has signed in) within a minute. */
  messagesPerMinute: 60,
  /** Messages of one customer that may wait for their reply at once. */
  messagesInFlight: 4,
  /** Sign-in and step-up attempts that may fail before the session must wait. */
  attempts: 5,
  /** Lines of a transcript in one answer. */
  page: 200,
  /** Bytes of one WebSocket message: room for a text of which each character is escaped. */
  socketMessage: 16_384,
  /** How far ahead of the service's clock an event may be, in milliseconds. */
  clockSkewMs: 5 * 60_000,
} as const;

/** What happened, for metrics: plain callbacks, so that this library needs no metrics library. They must not throw. */

export interface EventHooks {
  published?(info: { topic: string; count: number; ms: number }): void;
  /** A batch was applied; `oldestMs`: from its oldest message's publication until now. */
  consumed?(info: { group: string; topics: string[]; count: number; fresh: number; ms: number; oldestMs: number }): void;
  deadLettered?(info: { topic: string; group: string; code: string }): void;
  /** A batch failed and will come again. */
  redelivered?(info: { group: string; count: number; error: unknown }): void;
  /** The outbox sent this many events; `oldestMs`: the oldest one's time in the outbox. */
  relayed?(info: { count: number; oldestMs: number }): void;
  unavailable?(info: { what: 'bus' | 'database'; error: unknown }): void;
}

/** So many messages a customer: a token bucket in memory for each, as every instance sees its own share. */
import { TooManyRequestsError } from '@casebook/core';
import { LRUCache } from 'lru-cache';

interface Bucket {
  tokens: number;
  at: number;
  open: number;
}

export interface FloodLimits {
  /** Refilled evenly over a minute; as many may come at once. */
  perMinute: number;
  /** Messages that may wait for their reply at once. */
  inFlight: number;
}

/** Customers kept in view; whoever falls out starts with a full bucket. */
const KEPT = 20_000;

export class FloodGate {
  private readonly buckets = new LRUCache<string, Bucket>({ max: KEPT });

  constructor(
    private readonly limits: FloodLimits,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Lets one message through.
   *
   * @param payer whose limits it counts against
   * @returns to be called when it has its reply
   * @throws {TooManyRequestsError} `MESSAGES_TOO_MANY`, `MESSAGES_IN_FLIGHT`
   */
  enter(payer: string): () => void {
    const { perMinute, inFlight } = this.limits;
    const now = this.now();
    const bucket = this.buckets.get(payer) ?? { tokens: perMinute, at: now, open: 0 };
    bucket.tokens = Math.min(perMinute, bucket.tokens + ((now - bucket.at) * perMinute) / 60_000);
    bucket.at = now;
    this.buckets.set(payer, bucket);
    if (bucket.open >= inFlight) {
      throw new TooManyRequestsError('MESSAGES_IN_FLIGHT', 'Your earlier messages are still being answered. Wait for their replies.', {
        retryAfterMs: 1000,
      });
    }
    if (bucket.tokens < 1) {
      throw new TooManyRequestsError(
        'MESSAGES_TOO_MANY',
        `You may send ${perMinute} messages a minute. Wait a moment, then send it again.`,
        {
          retryAfterMs: Math.ceil(((1 - bucket.tokens) * 60_000) / perMinute),
        },
      );
    }
    bucket.tokens--;
    bucket.open++;
    return () => void bucket.open--;
  }
}

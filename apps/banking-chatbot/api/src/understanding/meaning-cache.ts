/** What impersonal messages mean, remembered; and one computation for all who ask the same at once. */
import { createHmac, randomBytes } from 'node:crypto';
import { QUESTION_INTENTS, type Intent, type Understanding } from '@casebook/banking-chatbot-contract';
import { LRUCache } from 'lru-cache';
import { looksPersonal } from '../privacy/mask-text.js';

/** Of the same meaning whoever says it. */
const IMPERSONAL: ReadonlySet<Intent> = new Set<Intent>([...QUESTION_INTENTS, 'greet', 'goodbye', 'thank', 'help']);

/** No slot (a name, an amount, an account) is in it, and it asks for nothing of a customer's own. */
const isImpersonal = ({ intents, slots }: Understanding) => slots.length === 0 && IMPERSONAL.has(intents[0]!.name);

interface Flight {
  meaning: Promise<Understanding>;
  waiting: number;
  /** Nobody waits any more. */
  abandon(reason: unknown): void;
}

export interface MeaningCacheOptions {
  /** Messages remembered; 0: none. */
  max: number;
  onLookup?: (hit: boolean) => void;
}

export class MeaningCache {
  private readonly known: LRUCache<string, Understanding> | undefined;
  private readonly flights = new Map<string, Flight>();
  /** Of this process alone: a dump of the keys tells nothing of the messages. */
  private readonly secret = randomBytes(32);

  constructor(private readonly options: MeaningCacheOptions) {
    this.known = options.max > 0 ? new LRUCache({ max: options.max }) : undefined;
  }

  /**
   * @param compute is given a signal that aborts when nobody waits any more
   * @returns the meaning, and whether it was known; messages with personal data are always computed, alone
   * @throws the reason of `signal`, the error of `compute` (which is not remembered)
   */
  async get(
    text: string,
    compute: (signal: AbortSignal | undefined) => Promise<Understanding>,
    signal?: AbortSignal,
  ): Promise<{ understanding: Understanding; cached: boolean }> {
    if (!this.known || looksPersonal(text)) return { understanding: await compute(signal), cached: false };
    const key = createHmac('sha256', this.secret).update(text).digest('base64');
    const known = this.known.get(key);
    this.options.onLookup?.(known !== undefined);
    if (known) return { understanding: known, cached: true };
    const flight = this.flights.get(key) ?? this.start(key, compute);
    return { understanding: await join(flight, signal), cached: false };
  }

  get stats() {
    return { known: this.known?.size ?? 0, flights: this.flights.size };
  }

  private start(key: string, compute: (signal: AbortSignal) => Promise<Understanding>): Flight {
    const controller = new AbortController();
    const land = () => {
      if (this.flights.get(key) === flight) this.flights.delete(key);
    };
    const abandon = (reason: unknown) => {
      land(); // who comes now starts anew
      controller.abort(reason);
    };
    const flight: Flight = { meaning: compute(controller.signal), waiting: 0, abandon };
    this.flights.set(key, flight);
    flight.meaning.then(
      (understanding) => {
        if (isImpersonal(understanding)) this.known!.set(key, understanding);
        land();
      },
      land, // those who wait are told
    );
    return flight;
  }
}

async function join(flight: Flight, signal: AbortSignal | undefined): Promise<Understanding> {
  signal?.throwIfAborted();
  flight.waiting++;
  if (!signal) return flight.meaning;
  return new Promise((resolve, reject) => {
    const leave = () => {
      if (--flight.waiting === 0) flight.abandon(signal.reason);
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    flight.meaning.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

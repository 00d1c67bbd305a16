/** Results that are asked for again and again, for as long as what they depend on stays as it is. */
import { LRUCache } from 'lru-cache';

export interface ResultCacheOptions {
  /** Results kept; the least recently used goes first. */
  max: number;
  /** How long a result may be given, ms; without it until `clear`. */
  ttlMs?: number;
  /** Told of every lookup, for metrics. */
  onLookup?: (hit: boolean) => void;
}

/**
 * Requests for one key share one computation, also while it runs. A failure is not kept.
 *
 * @example
 * const cache = new ResultCache<Ranked[]>({ max: 1000 });
 * await cache.get('mug/10', () => engine.similar('mug', 10));
 */
export class ResultCache<V> {
  private readonly entries: LRUCache<string, Promise<V>>;
  private hits = 0;
  private misses = 0;

  constructor(private readonly options: ResultCacheOptions) {
    this.entries = new LRUCache({ max: options.max, ...(options.ttlMs === undefined ? {} : { ttl: options.ttlMs }) });
  }

  get(key: string, compute: () => Promise<V>): Promise<V> {
    const kept = this.entries.get(key);
    this.options.onLookup?.(kept !== undefined);
    if (kept) {
      this.hits++;
      return kept;
    }
    this.misses++;
    const computed = compute();
    this.entries.set(key, computed);
    computed.catch(() => {
      if (this.entries.peek(key) === computed) this.entries.delete(key);
    });
    return computed;
  }

  /** Forgets everything; computations that still run are given to those who wait, and not kept. */
  clear(): void {
    this.entries.clear();
  }

  get stats(): { hits: number; misses: number; size: number } {
    return { hits: this.hits, misses: this.misses, size: this.entries.size };
  }
}

/** Answers kept until what they were made of changes: a page that is loaded again costs neither a query nor the model. */
import { LRUCache } from 'lru-cache';

/** Users whose answers are kept; the one longest not asked for goes first. */
const MOST_USERS = 20_000;
/** Answers of one user (mode, limit, context): a client that varies them must not fill the memory. */
const MOST_VARIANTS = 8;

export interface AnswerCacheOptions {
  /** How long an answer may be given, ms: recency fades meanwhile, and others' purchases come in. 0 keeps nothing. */
  ttlMs: number;
  onLookup: (result: 'hit' | 'miss') => void;
}

/** Keeps answers only while somebody tells of every change of a history, see `HistoryChanges`. Equal requests at the same time share one computation. */
export class AnswerCache<V> {
  private readonly users: LRUCache<string, Map<string, Promise<V>>>;
  private following = false;

  constructor(private readonly options: AnswerCacheOptions) {
    this.users = new LRUCache({ max: MOST_USERS, ttl: options.ttlMs });
  }

  /**
   * @param variant whatever else the answer depends on
   * @param fresh computes anew what may be there already
   */
  get(userId: string, variant: string, compute: () => Promise<V>, fresh = false): Promise<V> {
    if (!this.following || this.options.ttlMs === 0) return compute();
    const answers = this.of(userId);
    const kept = fresh ? undefined : answers.get(variant);
    this.options.onLookup(kept ? 'hit' : 'miss');
    if (kept) return kept;
    const computed = compute();
    if (answers.size >= MOST_VARIANTS) answers.clear();
    answers.set(variant, computed);
    computed.catch(() => answers.get(variant) === computed && answers.delete(variant)); // a failure is not kept
    return computed;
  }

  /** What these users did has changed. An answer that is being computed goes to those who wait for it and to nobody else. */
  forget(userIds: Iterable<string>): void {
    for (const userId of userIds) this.users.delete(userId);
  }

  /** What is offered has changed. */
  clear(): void {
    this.users.clear();
  }

  /** Whether all changes are heard of from now on. */
  follow(following: boolean): void {
    this.following = following;
    this.clear();
  }

  private of(userId: string): Map<string, Promise<V>> {
    const known = this.users.get(userId);
    if (known) return known;
    const fresh = new Map<string, Promise<V>>();
    this.users.set(userId, fresh);
    return fresh;
  }
}

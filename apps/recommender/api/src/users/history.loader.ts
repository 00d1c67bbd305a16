/** What a user did, from PostgreSQL at the moment of the request: requests that wait at the same time share one query. */
import { HISTORY_LIMIT } from '@casebook/recommender-contract/features';
import DataLoader from 'dataloader';
import type { DatabaseService } from '../database/database.service.js';
import type { ShopperEntry, ShopperHistory } from '../engine/index.js';

type Row = [
  userId: string,
  itemId: string,
  purchases: number,
  strength: number,
  quantity: number,
  firstAt: number,
  lastAt: number,
  context: string | null,
];

/** Queries at once: more of them would share the same connections and cores, and each would carry fewer requests. */
const MOST_RUNNING = 2;

/** As the engine takes it, while it is being read. */
interface NewestHistory extends ShopperHistory {
  entries: ShopperEntry[];
}

const query = `
  SELECT wanted.user_id, recent.*
  FROM unnest($1::text[]) AS wanted(user_id)
  CROSS JOIN LATERAL (
    SELECT item_id, purchases, strength, quantity,
           extract(epoch FROM first_at)::float8 * 1000, extract(epoch FROM last_at)::float8 * 1000, context
    FROM user_items WHERE user_id = wanted.user_id ORDER BY last_at DESC, item_id LIMIT ${HISTORY_LIMIT}
  ) AS recent`;

export class HistoryLoader {
  private readonly loader = new DataLoader<string, ShopperHistory>((userIds) => this.read(userIds), {
    cache: false, // each request sees the newest state
    maxBatchSize: 200,
    batchScheduleFn: (start) => this.schedule(start),
  });
  private running = 0;
  private waiting: (() => void)[] = [];

  constructor(private readonly database: DatabaseService) {}

  /**
   * The newest history, as committed; empty for a user never seen. `context` is that of the most recent item that has one.
   *
   * @throws {UnavailableError} while PostgreSQL is away
   */
  load(userId: string): Promise<ShopperHistory> {
    return this.loader.load(userId);
  }

  /** At once where few queries run; otherwise with the next free one, and everything that has come until then. */
  private schedule(start: () => void): void {
    if (this.running < MOST_RUNNING)
      setImmediate(start); // after all sockets have been read
    else this.waiting.push(start);
  }

  private async read(userIds: readonly string[]): Promise<ShopperHistory[]> {
    this.running++;
    try {
      return await this.query(userIds);
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }

  private async query(userIds: readonly string[]): Promise<ShopperHistory[]> {
    const wanted = [...new Set(userIds)];
    const histories = new Map(wanted.map((userId): [string, NewestHistory] => [userId, { entries: [] }]));
    for (const row of await this.database.prepared<Row>('histories', query, [wanted])) {
      const [userId, itemId, purchases, strength, quantity, firstAt, lastAt, context] = row;
      const history = histories.get(userId)!;
      history.entries.push({ itemId, purchases, strength, quantity, firstAt: Math.round(firstAt), lastAt: Math.round(lastAt) });
      if (context !== null) history.context ??= context;
    }
    return userIds.map((userId) => histories.get(userId)!);
  }
}

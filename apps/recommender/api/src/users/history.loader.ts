/** What a user did, from PostgreSQL at the moment of the request: requests of the same tick share one query. */
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
  private readonly loader = new DataLoader<string, ShopperHistory>((userIds) => this.read(userIds), { cache: false, maxBatchSize: 200 });

  constructor(private readonly database: DatabaseService) {}

  /**
   * The newest history, as committed; empty for a user never seen. `context` is that of the most recent item that has one.
   *
   * @throws {UnavailableError} while PostgreSQL is away
   */
  load(userId: string): Promise<ShopperHistory> {
    return this.loader.load(userId);
  }

  private async read(userIds: readonly string[]): Promise<ShopperHistory[]> {
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

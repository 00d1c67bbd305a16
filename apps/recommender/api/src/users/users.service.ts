/** What is known of users, and its erasure. */
import type { ErasedDto, HistoryDto, UsersDto } from '@casebook/recommender-contract';
import type { DatabaseService } from '../database/database.service.js';
import { tellChanged } from './history-changes.js';

/** A customer to pick from has bought at least this often. */
const LEAST_PURCHASES = 5;

interface HistoryRow {
  itemId: string;
  name: string | null;
  category: string | null;
  price: number | null;
  stock: number | null;
  purchases: number;
  quantity: number;
  strength: number;
  firstAt: Date;
  lastAt: Date;
}

export class UsersService {
  /** @param changed told whose history was erased */
  constructor(
    private readonly database: DatabaseService,
    private readonly changed: (userIds: string[]) => void,
  ) {}

  /** Customers, the most recently active first. Reads all of `user_items`: for a page that starts, not for every request. */
  async list(limit: number): Promise<UsersDto> {
    const rows = await this.database.query<{ userId: string; purchases: number; lastAt: Date }>(
      `SELECT user_id AS "userId", sum(purchases)::int AS purchases, max(last_at) AS "lastAt"
       FROM user_items GROUP BY user_id HAVING sum(purchases) >= $2 ORDER BY 3 DESC, 1 LIMIT $1`,
      [limit, LEAST_PURCHASES],
    );
    return { users: rows.map(({ userId, purchases, lastAt }) => ({ userId, purchases, lastAt: lastAt.toISOString() })) };
  }

  /** One user's items, the most recent first; empty for a user never seen. An item that left the catalogue has its id as its name. */
  async history(userId: string, limit: number): Promise<HistoryDto> {
    const rows = await this.database.query<HistoryRow>(
      `SELECT done.item_id AS "itemId", items.name, items.category, items.price, items.stock,
              done.purchases, done.quantity, done.strength, done.first_at AS "firstAt", done.last_at AS "lastAt"
       FROM user_items AS done LEFT JOIN items ON items.id = done.item_id AND items.removed_at IS NULL
       WHERE done.user_id = $1 ORDER BY done.last_at DESC, done.item_id LIMIT $2`,
      [userId, limit],
    );
    const entries = rows.map(({ itemId, name, category, price, stock, firstAt, lastAt, ...sums }) => ({
      item: { id: itemId, name: name ?? itemId, category: category ?? '', price, stock: stock ?? 0 },
      ...sums,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
    }));
    return { userId, entries };
  }

  /** Erases what is stored of a user. Counts without a person (demand) stay; events that are still on their way come after. */
  async erase(userId: string): Promise<ErasedDto> {
    const erased = await this.database.transaction(async (manager) => {
      await manager.query('DELETE FROM user_items WHERE user_id = $1', [userId]);
      const [, interactions] = await manager.query<[unknown[], number]>('DELETE FROM interactions WHERE user_id = $1', [userId]);
      await tellChanged(manager, [userId]);
      return { userId, interactions };
    });
    this.changed([userId]);
    return erased;
  }
}

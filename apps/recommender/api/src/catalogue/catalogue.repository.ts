/** SQL of the catalogue. */
import type { ItemPatchDto, ItemQueryDto } from '@casebook/recommender-contract';
import type { EntityManager } from 'typeorm';
import type { DatabaseService } from '../database/database.service.js';
import { ITEM_COLUMNS, type ItemRow } from './item-row.js';

/** An item with all its defaults filled in. */
export interface WholeItem {
  id: string;
  name: string;
  category: string;
  price: number | null;
  stock: number;
  attributes: Record<string, string | number | boolean>;
}

const incoming = `
  SELECT id, name, category, price, stock, attributes::jsonb, clock_timestamp(), clock_timestamp()
  FROM unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::int[], $6::text[]) AS t(id, name, category, price, stock, attributes)
  ORDER BY id`;

const insert = `INSERT INTO items AS known (id, name, category, price, stock, attributes, created_at, updated_at) ${incoming}`;

const replace = `
  name = excluded.name, category = excluded.category, price = excluded.price, stock = excluded.stock, attributes = excluded.attributes,
  updated_at = clock_timestamp(), removed_at = NULL,
  created_at = CASE WHEN known.removed_at IS NULL THEN known.created_at ELSE excluded.created_at END`;

const columns = (items: readonly WholeItem[]) => [
  items.map(({ id }) => id),
  items.map(({ name }) => name),
  items.map(({ category }) => category),
  items.map(({ price }) => price),
  items.map(({ stock }) => stock),
  items.map(({ attributes }) => JSON.stringify(attributes)),
];

export class CatalogueRepository {
  constructor(private readonly database: DatabaseService) {}

  /** Writes items, whether they exist or not; each id once. */
  upsert(manager: EntityManager, items: readonly WholeItem[]): Promise<ItemRow[]> {
    return manager.query(`${insert} ON CONFLICT (id) DO UPDATE SET ${replace} RETURNING ${ITEM_COLUMNS}`, columns(items));
  }

  /** Writes a new item; nothing where the id is taken. */
  async create(manager: EntityManager, item: WholeItem): Promise<ItemRow | undefined> {
    const sql = `${insert} ON CONFLICT (id) DO UPDATE SET ${replace} WHERE known.removed_at IS NOT NULL RETURNING ${ITEM_COLUMNS}`;
    return (await manager.query<ItemRow[]>(sql, columns([item])))[0];
  }

  /** Changes what the patch names; nothing where there is no such item. */
  async patch(manager: EntityManager, id: string, patch: ItemPatchDto): Promise<ItemRow | undefined> {
    const sql = `
      UPDATE items SET
        name = coalesce($2, name), category = coalesce($3, category), stock = coalesce($4, stock), attributes = coalesce($5::jsonb, attributes),
        price = CASE WHEN $6::boolean THEN $7::float8 ELSE price END, updated_at = clock_timestamp()
      WHERE id = $1 AND removed_at IS NULL RETURNING ${ITEM_COLUMNS}`;
    const { name = null, category = null, stock = null, attributes, price = null } = patch;
    const values = [id, name, category, stock, attributes === undefined ? null : JSON.stringify(attributes), 'price' in patch, price];
    return updated(await manager.query(sql, values));
  }

  /** Marks an item as removed; nothing where there is no such item. */
  async remove(manager: EntityManager, id: string): Promise<ItemRow | undefined> {
    const sql = `UPDATE items SET removed_at = clock_timestamp(), updated_at = clock_timestamp() WHERE id = $1 AND removed_at IS NULL RETURNING ${ITEM_COLUMNS}`;
    return updated(await manager.query(sql, [id]));
  }

  async get(id: string): Promise<ItemRow | undefined> {
    return (await this.database.query<ItemRow>(`SELECT ${ITEM_COLUMNS} FROM items WHERE id = $1 AND removed_at IS NULL`, [id]))[0];
  }

  async list({ category, q, limit, offset }: ItemQueryDto): Promise<{ rows: ItemRow[]; total: number }> {
    const where = `removed_at IS NULL AND ($1::text IS NULL OR category = $1) AND ($2::text IS NULL OR name ILIKE $2)`;
    const values = [category ?? null, q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null];
    const [rows, [counted]] = await Promise.all([
      this.database.query<ItemRow>(`SELECT ${ITEM_COLUMNS} FROM items WHERE ${where} ORDER BY id LIMIT $3 OFFSET $4`, [
        ...values,
        limit,
        offset,
      ]),
      this.database.query<{ total: number }>(`SELECT count(*)::int AS total FROM items WHERE ${where}`, values),
    ]);
    return { rows, total: counted!.total };
  }

  categories(): Promise<{ name: string; count: number }[]> {
    return this.database.query(`SELECT category AS name, count(*)::int AS count FROM items WHERE removed_at IS NULL GROUP BY 1 ORDER BY 1`);
  }

  /** Those of the ids that are in the catalogue. */
  async existing(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ id: string }>(`SELECT id FROM items WHERE id = ANY($1) AND removed_at IS NULL`, [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Items changed after a time of the database's clock, removed ones included; all that are in the catalogue without one. */
  changedSince(since?: Date): Promise<ItemRow[]> {
    return since
      ? this.database.query(`SELECT ${ITEM_COLUMNS} FROM items WHERE updated_at > $1`, [since])
      : this.database.query(`SELECT ${ITEM_COLUMNS} FROM items WHERE removed_at IS NULL`);
  }

  /** Purchases a day of the last `days` days; with `since`, only what changed after it. */
  demandSince(days: number, since?: Date): Promise<{ itemId: string; day: number; count: number }[]> {
    const sql = `SELECT item_id AS "itemId", day, count FROM item_demand WHERE day > floor(extract(epoch FROM now()) / 86400)::int - $1`;
    return since ? this.database.query(`${sql} AND updated_at > $2`, [days, since]) : this.database.query(sql, [days]);
  }

  /** All purchases of some items, by day. */
  demandOf(ids: readonly string[]): Promise<{ itemId: string; day: number; count: number }[]> {
    return this.database.query(`SELECT item_id AS "itemId", day, count FROM item_demand WHERE item_id = ANY($1)`, [ids]);
  }

  async now(): Promise<Date> {
    return (await this.database.query<{ now: Date }>('SELECT clock_timestamp() AS now'))[0]!.now;
  }
}

/** TypeORM answers an UPDATE with the rows and their number. */
const updated = ([rows]: [ItemRow[], number]) => rows[0];

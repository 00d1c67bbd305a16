/** The canonical Parquet files as typed arrays. */
import { CorruptDataError, parseWith } from '@casebook/core';
import { literal, readColumns, readPath, readReport, withDatabase } from '@casebook/data-pipelines';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EVENTS, type Shop, type TimeKind } from './shop.js';

const identitySchema = z.object({ name: z.string(), sha256: z.string() });

/**
 * Reads what `prepareShop` wrote.
 *
 * @param dir the folder that `prepareShop` wrote into
 * @throws {CorruptDataError} `SHOP_NOT_PREPARED` where the folder does not hold a prepared shop
 */
export async function readShop(dir: string): Promise<Shop> {
  const report = await readReport(dir);
  const identity = await readFile(join(dir, 'shop.json'), 'utf8').catch(() => undefined);
  if (!report || identity === undefined) {
    throw new CorruptDataError(
      'SHOP_NOT_PREPARED',
      'The folder holds no prepared shop: prepare it first, or remove the folder and run again.',
    );
  }
  const { name, sha256 } = parseWith(identitySchema, JSON.parse(identity), 'SHOP_NOT_PREPARED', 'shop.json');
  return withDatabase(dir, async (db) => {
    const table = (file: string) => `read_parquet(${readPath(join(dir, file))})`;
    // Numbers for ids are given here and not stored: the canonical files stay readable by themselves.
    const numbered = (view: string, column: string) =>
      db.run(`CREATE TEMP TABLE ${view} AS SELECT id, CAST(row_number() OVER (ORDER BY id) - 1 AS INTEGER) AS number
        FROM (SELECT DISTINCT ${column} AS id FROM ${table('interactions.parquet')} WHERE ${column} IS NOT NULL)`);
    await numbered('users', 'user_id');
    await numbered('baskets', 'basket_id');
    await numbered('contexts', 'context');
    await db.run(
      `CREATE TEMP TABLE items AS SELECT *, CAST(row_number() OVER (ORDER BY item_id) - 1 AS INTEGER) AS number FROM ${table('items.parquet')}`,
    );

    const clock = await readColumns(db, `SELECT unit FROM ${table('clock.parquet')}`, { unit: 'string' });
    const users = await readColumns(db, 'SELECT id FROM users ORDER BY number', { id: 'string' });
    const contexts = await readColumns(db, 'SELECT id FROM contexts ORDER BY number', { id: 'string' });
    const items = await readColumns(db, 'SELECT item_id, text, category, price, tokens FROM items ORDER BY number', {
      item_id: 'string',
      text: 'string',
      category: 'string',
      price: 'float32',
      tokens: 'strings',
    });
    const whens = EVENTS.map((event, i) => `WHEN ${literal(event)} THEN ${i}`).join(' ');
    const log = await readColumns(
      db,
      `SELECT users.number AS "user", items.number AS item, l.timestamp AS time, CASE l.event ${whens} END AS event, l.quantity, l.price,
          baskets.number AS basket, contexts.number AS context
        FROM ${table('interactions.parquet')} l
        JOIN users ON users.id = l.user_id
        JOIN items ON items.item_id = l.item_id
        LEFT JOIN baskets ON baskets.id = l.basket_id
        LEFT JOIN contexts ON contexts.id = l.context
        ORDER BY l.timestamp, l.source_row`,
      {
        user: 'int32',
        item: 'int32',
        time: 'float64',
        event: 'int32',
        quantity: 'float32',
        price: 'float32',
        basket: 'int32',
        context: 'int32',
      },
    );
    const timeKind = timeKindOf(clock.unit[0]!);
    return {
      name,
      sha256,
      timeKind,
      timeIsOrder: timeKind !== 'clock',
      users: users.id,
      items: items.item_id,
      contexts: contexts.id,
      log: { ...log, event: Uint8Array.from(log.event) },
      catalogue: { text: items.text, category: items.category, price: items.price, tokens: items.tokens },
      report,
    };
  });
}

const timeKindOf = (unit: string): TimeKind => (unit === 'order' || unit === 'user-order' ? unit : 'clock');

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the shop. */
export class CreateShop1764000000000 implements MigrationInterface {
  name = 'CreateShop1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE items (
        id text PRIMARY KEY,
        name text NOT NULL,
        category text NOT NULL,
        price double precision,
        stock integer NOT NULL CHECK (stock >= 0),
        attributes jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        removed_at timestamptz
      )`);
    await runner.query(`CREATE INDEX items_updated_at ON items (updated_at)`);
    await runner.query(`CREATE INDEX items_category ON items (category, id) WHERE removed_at IS NULL`);
    await runner.query(`
      CREATE TABLE interactions (
        event_id text PRIMARY KEY,
        user_id text NOT NULL,
        item_id text NOT NULL,
        action text NOT NULL CHECK (action IN ('view', 'basket', 'purchase')),
        quantity double precision NOT NULL,
        price double precision,
        context text,
        occurred_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX interactions_user_id ON interactions (user_id)`); // to erase a user
    await runner.query(`
      CREATE TABLE user_items (
        user_id text NOT NULL,
        item_id text NOT NULL,
        purchases integer NOT NULL,
        strength double precision NOT NULL,
        quantity double precision NOT NULL,
        context text,
        first_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, item_id)
      )`);
    await runner.query(`CREATE INDEX user_items_recent ON user_items (user_id, last_at DESC)`);
    await runner.query(`
      CREATE TABLE item_demand (
        item_id text NOT NULL,
        day integer NOT NULL,
        count integer NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (item_id, day)
      )`);
    await runner.query(`CREATE INDEX item_demand_updated_at ON item_demand (updated_at)`);
    await runner.query(`CREATE INDEX item_demand_day ON item_demand (day)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['item_demand', 'user_items', 'interactions', 'items']) await runner.query(`DROP TABLE ${table}`);
  }
}

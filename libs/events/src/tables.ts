/** The tables that an app adds to its database: `openDatabase({ entities: [...eventEntities, …], migrations: [...eventMigrations, …] })`. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { InboxEntry } from './inbox/inbox.entity.js';
import { OutboxEntry } from './outbox/outbox.entity.js';

export class CreateInboxAndOutbox1763900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inbox (
        consumer text NOT NULL,
        event_id text NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (consumer, event_id)
      )`);
    await runner.query(`CREATE INDEX inbox_received_at ON inbox USING brin (received_at)`);
    // A queue: rows live for milliseconds, so vacuum by number of dead rows, not by share of the (empty) table.
    await runner.query(`
      CREATE TABLE outbox (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        topic text NOT NULL,
        key text NOT NULL,
        headers text NOT NULL,
        value text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      ) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox');
    await runner.query('DROP TABLE inbox');
  }
}

export const eventEntities = [InboxEntry, OutboxEntry];
export const eventMigrations = [CreateInboxAndOutbox1763900000000];

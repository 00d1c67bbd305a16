/** A consumer with effects that show when an event was lost, applied twice, or applied out of order. */
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import type { ReceivedEvent } from '../consume/consume.js';
import { defineEvent } from '../definitions/define-event.js';
import { createEvent, type DomainEvent } from '../definitions/domain-event.js';
import { eventEntities, eventMigrations } from '../tables.js';

const entrySchema = z.object({ account: z.string(), n: z.number().int() });
export type Entry = z.infer<typeof entrySchema>;

/** Definition on a topic of its own, so that specs do not see each other's events. */
export const ledgerEvent = (topic = `test.${randomUUID()}.v1`) =>
  defineEvent({ type: 'ledger.entry.added', topic, version: '1', schema: entrySchema, key: ({ account }) => account });

export const entry = (definition: ReturnType<typeof ledgerEvent>, account: string, n: number, id?: string): DomainEvent<Entry> =>
  createEvent(definition, { account, n }, { source: '/ledger', ...(id && { id }) });

/** No unique constraint: an event applied twice leaves two rows. */
class CreateLedger1800000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE ledger (position bigint GENERATED ALWAYS AS IDENTITY, account text, n int, event_id text)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ledger');
  }
}

export const ledgerTables = { entities: eventEntities, migrations: [...eventMigrations, CreateLedger1800000000000] };

export async function applyToLedger(manager: EntityManager, events: ReceivedEvent[]): Promise<void> {
  const data = events.map((event) => event.data as Entry);
  await manager.query('INSERT INTO ledger (account, n, event_id) SELECT * FROM unnest($1::text[], $2::int[], $3::text[])', [
    data.map(({ account }) => account),
    data.map(({ n }) => n),
    events.map(({ id }) => id),
  ]);
}

/** Numbers by account, in the order in which they were applied. */
export async function ledger(dataSource: DataSource): Promise<Record<string, number[]>> {
  const rows = await dataSource.query<{ account: string; numbers: number[] }[]>(
    'SELECT account, array_agg(n ORDER BY position) AS numbers FROM ledger GROUP BY account',
  );
  return Object.fromEntries(rows.map(({ account, numbers }) => [account, numbers]));
}

export const ledgerSize = async (dataSource: DataSource): Promise<number> =>
  (await dataSource.query<[{ n: number }]>('SELECT count(*)::int AS n FROM ledger'))[0].n;

/** 0, 1, … n − 1 */
export const numbers = (n: number) => Array.from({ length: n }, (_, i) => i);

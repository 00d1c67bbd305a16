import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventEntities, eventMigrations } from '../tables.js';
import { InboxEntry } from './inbox.entity.js';
import { Inbox } from './inbox.js';

let database: Database;
beforeAll(async () => {
  database = await testDatabase({ entities: eventEntities, migrations: eventMigrations });
});
afterAll(() => database.close());

const record = (consumer: string, ids: string[]) => database.dataSource.transaction((manager) => Inbox.filterNew(manager, consumer, ids));

describe('Inbox', () => {
  it('tells each consumer once that an event is new', async () => {
    expect(await record('a', ['1', '2', '2'])).toEqual(new Set(['1', '2']));
    expect(await record('a', ['2', '3'])).toEqual(new Set(['3']));
    expect(await record('b', ['2'])).toEqual(new Set(['2']));
    expect(await record('b', [])).toEqual(new Set());
  });

  it('forgets what a rolled back transaction recorded', async () => {
    const rolledBack = database.dataSource.transaction(async (manager) => {
      await Inbox.filterNew(manager, 'c', ['1']);
      throw new Error('undo');
    });
    await expect(rolledBack).rejects.toThrow('undo');
    expect(await record('c', ['1'])).toEqual(new Set(['1']));
  });

  it('lets one of two concurrent transactions have each event, in whatever order they name them', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => `event-${i}`);
    const taken = await Promise.all([record('d', ids), record('d', [...ids].reverse()), record('d', ids)]);
    expect(taken.flatMap((set) => [...set]).sort()).toEqual([...ids].sort());
  });

  it('purges only what is old', async () => {
    await record('e', ['old', 'young']);
    const entries = database.dataSource.getRepository(InboxEntry);
    await entries.update({ consumer: 'e', eventId: 'old' }, { receivedAt: new Date(Date.now() - 20 * 86_400_000) });
    expect(await Inbox.purge(database.dataSource, 14)).toBe(1);
    expect((await entries.findBy({ consumer: 'e' })).map(({ eventId }) => eventId)).toEqual(['young']);
  });
});

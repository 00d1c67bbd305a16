import { createLogger } from '@casebook/core/logging';
import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseService } from '../database/database.service.js';
import { followHistoryChanges, tellChanged } from './history-changes.js';

let database: Database;
let stopping: AbortController;
const followers: Promise<void>[] = [];

beforeEach(async () => {
  database = await testDatabase({ entities: [], migrations: [] });
  stopping = new AbortController();
});
afterEach(async () => {
  stopping.abort();
  await Promise.all(followers.splice(0));
  await database.close();
});

const follow = () => {
  const heard: string[] = [];
  const following: boolean[] = [];
  const options = {
    database: database as unknown as DatabaseService,
    logger: createLogger('spec', { write: () => undefined }),
    changed: (userIds: string[]) => void heard.push(...userIds),
    following: (on: boolean) => void following.push(on),
  };
  followers.push(followHistoryChanges(options, stopping.signal));
  return { heard, following };
};
const tell = (userIds: string[], fail = false) =>
  database.dataSource.transaction(async (manager) => {
    await tellChanged(manager, userIds);
    if (fail) throw new Error('rolled back');
  });

describe('changes of histories', () => {
  it('reach every instance with the commit, however many users and whatever their ids, and not without it', async () => {
    const instances = [follow(), follow()];
    await expect.poll(() => instances.map(({ following }) => following.at(-1))).toEqual([true, true]);
    await expect(tell(['ghost'], true)).rejects.toThrow('rolled back');
    const users = Array.from({ length: 1_000 }, (_, i) => `${'💡'.repeat(i % 64)}"\\${i}`);
    await tell([...users, users[0]!]);
    for (const { heard } of instances) await expect.poll(() => heard).toEqual(users);
    await tell([]);
  });

  it('say when they are not heard of, and are heard of again on a new connection', async () => {
    const { heard, following } = follow();
    await expect.poll(() => following).toEqual([true]);
    await database.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN user_histories' AND datname = current_database()`,
    );
    await expect.poll(() => following).toEqual([true, false, true]);
    await tell(['anna']);
    await expect.poll(() => heard).toEqual(['anna']);
    stopping.abort();
    await expect.poll(() => following).toEqual([true, false, true, false]);
  });
});

import { describe, expect, it } from 'vitest';
import type { DatabaseService } from '../database/database.service.js';
import { HistoryLoader } from './history.loader.js';

/** A database whose answers come when the test lets them: what it is asked, and in how many queries. */
function heldDatabase() {
  const asked: string[][] = [];
  const answers: ((failure?: Error) => void)[] = [];
  const prepared = (_: string, __: string, [userIds]: [string[]]) => {
    asked.push(userIds);
    const rows = userIds.map((userId) => [userId, `item of ${userId}`, 1, 1, 1, 1000, 2000, null]);
    return new Promise((resolve, reject) => answers.push((failure) => (failure ? reject(failure) : resolve(rows))));
  };
  return { database: { prepared } as unknown as DatabaseService, asked, answers };
}
const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('HistoryLoader', () => {
  it('asks once for all that come together, and lets what comes later wait for a free query', async () => {
    const { database, asked, answers } = heldDatabase();
    const loader = new HistoryLoader(database);
    const first = [loader.load('a'), loader.load('b'), loader.load('a')];
    await turn();
    const second = loader.load('c');
    await turn();
    const later = [loader.load('d')];
    await turn();
    later.push(loader.load('e'));
    await turn();
    expect(asked).toEqual([['a', 'b'], ['c']]);
    answers[0]!();
    await Promise.all(first);
    await turn();
    expect(asked).toEqual([['a', 'b'], ['c'], ['d', 'e']]);
    answers[1]!();
    answers[2]!();
    const histories = await Promise.all([...first, second, ...later]);
    expect(histories.map(({ entries }) => entries[0]!.itemId)).toEqual(['a', 'b', 'a', 'c', 'd', 'e'].map((user) => `item of ${user}`));
  });

  it('goes on after a failed query', async () => {
    const { database, answers } = heldDatabase();
    const loader = new HistoryLoader(database);
    for (let i = 0; i < 3; i++) {
      const failing = loader.load('a');
      await turn();
      answers[i]!(new Error('connection lost'));
      await expect(failing).rejects.toThrow('connection lost');
    }
    const loaded = loader.load('a');
    await turn();
    answers[3]!();
    expect((await loaded).entries).toHaveLength(1);
  });
});

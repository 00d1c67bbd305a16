import { testDatabase } from '@casebook/persistence/testing';
import type { Database } from '@casebook/persistence';
import { TASK_INTENTS } from '@casebook/banking-chatbot-contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bankMigrations, seedDemoBank } from '../bank/index.js';
import { NOW } from '../bank/testing/test-bank.js';
import { conversationMigrations } from '../conversation/index.js';
import { readStories } from './read-stories.js';
import { parseStory } from './story.js';
import { runStory } from './testing/run-story.js';

const stories = readStories();
let database: Database;
beforeAll(async () => {
  database = await testDatabase({ entities: [], migrations: [...bankMigrations, ...conversationMigrations] });
  await database.dataSource.transaction((manager) => seedDemoBank(manager, NOW));
});
afterAll(() => database?.close());

/** Every story finds the bank as it was seeded: its transaction is rolled back. */
async function rolledBack(work: (manager: Database['dataSource']['manager']) => Promise<void>): Promise<void> {
  const runner = database.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    await work(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

describe('stories', () => {
  it.each(stories.map((story) => [story.name, story] as const))('%s', (_, story) => rolledBack((manager) => runStory(manager, story)));

  it('are at least sixty, and tell of each task', () => {
    expect(stories.length).toBeGreaterThanOrEqual(60);
    const told = new Set(
      stories.flatMap(({ steps }) => steps.flatMap((step) => (step.do === 'customer' ? step.intents.map(({ name }) => name) : []))),
    );
    expect(TASK_INTENTS.filter((intent) => !told.has(intent))).toEqual([]);
  });
});

describe('a story file', () => {
  it.each([
    ['no title', 'as ada'],
    ['an unknown intent', '# x\n> hello {wave}'],
    ['an unknown slot', '# x\n> [50](money) {inform}'],
    ['a line that is nothing', '# x\nhello'],
    ['a line without meaning', '# x\n> hello'],
  ])('with %s is refused', (_, text) => expect(() => parseStory('x', text)).toThrow(/Story x/));
});

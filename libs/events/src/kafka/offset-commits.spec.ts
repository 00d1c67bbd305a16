import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { OffsetCommits } from './offset-commits.js';

const collector = () => {
  const commits: [string, [number, string][]][] = [];
  return { commits, commit: async (topic: string, offsets: ReadonlyMap<number, string>) => void commits.push([topic, [...offsets]]) };
};

describe('OffsetCommits', () => {
  it('commits the latest of each partition together', async () => {
    const { commits, commit } = collector();
    const offsets = new OffsetCommits(commit, 5);
    offsets.handled('a', 0, '3');
    offsets.handled('a', 1, '7');
    offsets.handled('a', 0, '4');
    offsets.handled('b', 0, '1');
    expect(commits).toEqual([]);
    await sleep(30);
    expect(commits).toEqual([
      ['a', [[0, '4'], [1, '7']]],
      ['b', [[0, '1']]],
    ]); // prettier-ignore
    offsets.handled('a', 0, '5');
    await offsets.flush();
    await sleep(30);
    expect(commits.slice(2)).toEqual([['a', [[0, '5']]]]);
  });

  it('goes on after a commit that failed, and forgets what it is told to', async () => {
    let asked = 0;
    const offsets = new OffsetCommits(async () => {
      asked++;
      throw new Error('rebalance');
    }, 1);
    offsets.handled('a', 0, '1');
    await offsets.flush();
    offsets.handled('a', 0, '2');
    offsets.clear();
    await offsets.flush();
    await sleep(10);
    expect(asked).toBe(1);
  });
});

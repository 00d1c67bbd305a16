import { CasebookError } from '@casebook/core';
import { workerUrl } from '@casebook/serving';
import { afterEach, expect, it } from 'vitest';
import { BoundedThread, type BoundedThreadOptions } from './bounded-thread.js';

let thread: BoundedThread | undefined;
afterEach(() => thread?.close());

const start = (options: Partial<BoundedThreadOptions> = {}) =>
  (thread = new BoundedThread({
    module: workerUrl('./testing/moods.worker', import.meta.url),
    timeoutMs: 60_000,
    heapMb: 64,
    failure: (why) => new CasebookError(`BROKE_${why.toUpperCase()}`, 'It broke.'),
    ...options,
  }));

it('answers one request after another, with the errors that the thread throws', async () => {
  const answers = start();
  const all = await Promise.allSettled(['echo', 'refuse', 'echo'].map((mood) => answers.run(mood)));
  expect(all).toMatchObject([
    { status: 'fulfilled', value: 'echo' },
    { status: 'rejected', reason: { code: 'REFUSED', status: 422, message: 'No.' } },
    { status: 'fulfilled', value: 'echo' },
  ]);
});

it('is replaced when a request takes too long, and what waited is answered', async () => {
  const slow = start({ timeoutMs: 4000 });
  const all = await Promise.allSettled([slow.run('loop'), slow.run('echo')]);
  expect(all).toMatchObject([{ reason: { code: 'BROKE_TIME' } }, { value: 'echo' }]);
});

it('is replaced when a request takes too much memory', async () => {
  const greedy = start({ heapMb: 32 });
  const all = await Promise.allSettled([greedy.run('grow'), greedy.run('echo')]);
  expect(all).toMatchObject([{ reason: { code: 'BROKE_MEMORY' } }, { value: 'echo' }]);
});

it('is replaced when it ends, and a failure that nobody expected says nothing of itself', async () => {
  const mad = start();
  const all = await Promise.allSettled([mad.run('exit'), mad.run('throw'), mad.run('echo')]);
  expect(all).toMatchObject([
    { reason: { code: 'BROKE_CRASH' } },
    { reason: { code: 'BROKE_CRASH', message: 'It broke.' } },
    { value: 'echo' },
  ]);
});

it('fails what waits where it cannot start', async () => {
  const broken = start({ data: 'do not start' });
  await expect(broken.run('echo')).rejects.toMatchObject({ code: 'BROKE_CRASH' });
});

it('refuses what waits when it is closed', async () => {
  const closing = start();
  const waiting = closing.run('loop');
  const refused = expect(waiting).rejects.toMatchObject({ code: 'SHUTTING_DOWN', status: 503 });
  await closing.close();
  await refused;
  await expect(closing.run('echo')).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
});

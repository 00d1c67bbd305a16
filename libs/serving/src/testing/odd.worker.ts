/** A worker for the pool's specs that waits, throws and dies as it is told. */
import { InvalidInputError } from '@casebook/core';
import { serveWorker } from '../workers/serve-worker.js';

export interface OddItem {
  wait?: number;
  fail?: boolean;
  throwAll?: boolean;
  die?: 'exit' | 'throw';
  /** Dies the first time this counter is met at 0, in memory that outlives the worker. */
  dieOnce?: Int32Array;
}

serveWorker<{ failStart?: boolean; starts: Int32Array }>(async ({ failStart, starts }) => {
  const start = Atomics.add(starts, 0, 1) + 1;
  if (failStart) throw new InvalidInputError('CANNOT_START', 'The spec wants it so.');
  let state: unknown;
  return {
    info: { start },
    async batch(_lane, items) {
      const batch = items as OddItem[];
      for (const { wait = 0, die, dieOnce, throwAll } of batch) {
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        if (die === 'exit' || (dieOnce && Atomics.add(dieOnce, 0, 1) === 0)) process.exit(3);
        if (die === 'throw')
          setImmediate(() => {
            throw new Error('out of nowhere');
          });
        if (die === 'throw') await new Promise(() => undefined);
        if (throwAll) throw new Error('the whole batch');
      }
      return {
        results: batch.map(({ fail }) =>
          fail ? new InvalidInputError('ODD', 'As told.') : { value: { size: batch.length, start, state } },
        ),
      };
    },
    broadcast(message) {
      state = message;
    },
  };
});

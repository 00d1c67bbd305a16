/** The worker's side of a pool. */
import { parentPort, workerData } from 'node:worker_threads';
import { type BatchMessage, type FromWorker, type ItemResult, type ToWorker, toWire } from './protocol.js';

/** What a worker module does. */
export interface WorkerHandler {
  /** Told to the pool once, when the worker is ready; e.g. the execution provider in use. */
  info: unknown;
  /**
   * Runs the waiting requests of one lane together.
   * @returns one answer or error an item, in order; `transfer` names buffers that may move instead of being copied
   */
  batch(lane: string, items: unknown[]): Promise<{ results: (Error | { value: unknown })[]; transfer?: ArrayBuffer[] }>;
  /** State that every worker holds. */
  broadcast?(message: unknown): void | Promise<void>;
  close?(): void | Promise<void>;
}

/**
 * Starts a worker module: makes its handler from the pool's `data`, then answers messages one after another until it is closed.
 *
 * @example
 * // shout.worker.ts
 * serveWorker<void>(async () => ({ info: {}, batch: async (_, items) => ({ results: items.map((text) => ({ value: `${text}!` })) }) }));
 */
export function serveWorker<Data>(start: (data: Data) => Promise<WorkerHandler>): void {
  const port = parentPort;
  if (!port) throw new Error('A worker module is started by WorkerPool, not imported.');
  const send = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const starting = start(workerData as Data);
  starting.then(
    ({ info }) => send({ kind: 'ready', info }),
    (error) => send({ kind: 'failed', error: toWire(error) }),
  );
  // messages are chained, so that a broadcast takes effect between the batches before and after it
  let turn: Promise<unknown> = starting.catch(() => undefined);
  port.on('message', (message: ToWorker) => {
    turn = turn.then(async () => answer(await starting, message));
  });

  const answer = async (handler: WorkerHandler, message: ToWorker): Promise<void> => {
    if (message.kind === 'close') {
      await handler.close?.();
      port.close();
      return;
    }
    const begun = performance.now();
    const done = (results: ItemResult[], transfer?: ArrayBuffer[]) =>
      send({ kind: 'done', id: message.id, results, runMs: performance.now() - begun }, transfer);
    try {
      if (message.kind === 'broadcast') {
        await handler.broadcast?.(message.message);
        return done([]);
      }
      const { results, transfer } = await runBatch(handler, message);
      done(
        results.map((result) => (result instanceof Error ? { error: toWire(result) } : result)),
        transfer,
      );
    } catch (error) {
      done([{ error: toWire(error) }]);
    }
  };
}

async function runBatch(handler: WorkerHandler, { lane, items }: BatchMessage): ReturnType<WorkerHandler['batch']> {
  const answered = await handler.batch(lane, items);
  if (answered.results.length !== items.length)
    throw new Error(`${items.length} requests were answered with ${answered.results.length} results`);
  return answered;
}

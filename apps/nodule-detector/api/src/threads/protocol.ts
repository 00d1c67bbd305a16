/** What a bounded thread and the service say to each other, and the thread's side of it. */
import { parentPort } from 'node:worker_threads';
import { CasebookError } from '@casebook/core';

/** An error as data: structured clone keeps neither class nor code. */
export interface WireError {
  code: string;
  message: string;
  status: number;
}

export type FromThread = { kind: 'ready' } | { kind: 'done'; value: unknown } | { kind: 'failed'; error: WireError | undefined };

/**
 * Answers the requests of a `BoundedThread`, one after another.
 *
 * @param answer `transfer` names buffers that move instead of being copied
 */
export function answerRequests<Request>(
  answer: (request: Request) => { value: unknown; transfer?: ArrayBuffer[] } | Promise<{ value: unknown; transfer?: ArrayBuffer[] }>,
): void {
  const port = parentPort!;
  const send = (message: FromThread, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  port.on('message', async (request: Request) => {
    try {
      const { value, transfer } = await answer(request);
      send({ kind: 'done', value }, transfer);
    } catch (error) {
      send({
        kind: 'failed',
        error: error instanceof CasebookError ? { code: error.code, message: error.message, status: error.status } : undefined,
      });
    }
  });
  send({ kind: 'ready' });
}

/** A thread that searches series, one after another: whatever a file does to it, the service goes on. */
import { parentPort } from 'node:worker_threads';
import { CasebookError } from '@casebook/core';
import type { HeatMaps, Networks } from '@casebook/nodule-detector-contract/detector';
import type { FromSearch, NetworkCall, SearchData, ToSearch, WireError } from './messages.js';
import { searchVolume } from './search-volume.js';

const port = parentPort!;
const files: Uint8Array[] = [];
let data: SearchData;
const calls = new Map<number, { resolve(value: HeatMaps | Float32Array): void; reject(error: Error): void }>();
let nextId = 0;

const send = (message: FromSearch, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

/** The networks run in other threads, which keep their sessions from search to search. */
const call = <T extends HeatMaps | Float32Array>(request: NetworkCall): Promise<T> =>
  new Promise((resolve, reject) => {
    const id = nextId++;
    calls.set(id, { resolve: resolve as (value: HeatMaps | Float32Array) => void, reject });
    send({ kind: 'call', id, call: request }, [request.data.buffer as ArrayBuffer]);
  });

const networks = (): Networks => ({
  detect: (tile, shape) => call({ network: 'detector', data: tile, shape }),
  ...(data.reducer
    ? { classify: (cubes: Float32Array, count: number) => call<Float32Array>({ network: 'reducer', data: cubes, count }) }
    : {}),
});

port.on('message', (message: ToSearch) => {
  if (message.kind === 'begin') data = message.data;
  else if (message.kind === 'file') files.push(message.bytes);
  else if (message.kind === 'complete') void search();
  else {
    const waiting = calls.get(message.id);
    calls.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.value);
    else waiting?.reject(new CasebookError(message.error.code, message.error.message, { status: message.error.status }));
  }
});

async function search(): Promise<void> {
  try {
    const result = await searchVolume(files.splice(0), networks(), data.settings, {
      progress: (stage, share) => send({ kind: 'progress', stage, share }),
      took: (stage, ms) => send({ kind: 'took', stage, ms }),
      found: (nodules) => send({ kind: 'found', nodules }),
    });
    send({ kind: 'done', result });
  } catch (error) {
    send({ kind: 'failed', error: toWire(error) });
  }
}

const toWire = (error: unknown): WireError =>
  error instanceof CasebookError
    ? { code: error.code, message: error.message, status: error.status }
    : {
        code: 'SEARCH_FAILED',
        message: `The series could not be searched: ${error instanceof Error ? error.message : String(error)}.`,
        status: 500,
      };

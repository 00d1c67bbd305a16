/** The service's side of a search: starts its thread, gives it files and the networks' answers, and ends it when its time is over. */
import { Worker } from 'node:worker_threads';
import { CasebookError, CorruptDataError } from '@casebook/core';
import { workerArguments, workerUrl } from '@casebook/serving';
import type { HeatMaps } from '@casebook/nodule-detector-contract/detector';
import type { FoundNodule, FromSearch, NetworkCall, SearchData, SearchResult, ToSearch } from './worker/messages.js';
import type { JobStage } from '@casebook/nodule-detector-contract';

export interface SearchThreadOptions {
  data: SearchData;
  /** Bytes of the series' files, in any order. */
  files: AsyncIterable<Uint8Array>;
  /** Runs a network. */
  run: (call: NetworkCall) => Promise<HeatMaps | Float32Array>;
  onProgress: (stage: JobStage, share: number) => void;
  onTook: (stage: JobStage, ms: number) => void;
  onFound: (nodules: FoundNodule[]) => void;
  signal: AbortSignal;
  timeoutMs: number;
  /** Of the thread's JavaScript heap, MiB; voxels lie beside it and are bounded by the limits of reading. */
  heapMb: number;
}

const MODULE = workerUrl('./worker/search.worker', import.meta.url);

/**
 * Searches in a thread of its own.
 *
 * @throws what searching throws; {CorruptDataError} `SEARCH_TIMEOUT`, `SEARCH_OUT_OF_MEMORY`; the reason of `signal`
 */
export async function searchInThread(options: SearchThreadOptions): Promise<SearchResult> {
  const { data, files, signal, timeoutMs, heapMb } = options;
  signal.throwIfAborted();
  const thread = new Worker(MODULE, {
    workerData: data,
    execArgv: workerArguments(MODULE),
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  const post = (message: ToSearch, transfer: ArrayBuffer[] = []) => thread.postMessage(message, transfer);
  let timer: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  try {
    return await new Promise<SearchResult>((resolve, reject) => {
      timer = setTimeout(() => reject(tooLong(timeoutMs)), timeoutMs);
      abort = () => reject(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      thread.on('error', (error) => reject(threadError(error)));
      thread.on('exit', (code) => reject(new CasebookError('SEARCH_ENDED', `The thread of the search ended with ${code}.`)));
      thread.on('message', (message: FromSearch) => {
        if (message.kind === 'done') resolve(message.result);
        else if (message.kind === 'failed')
          reject(new CasebookError(message.error.code, message.error.message, { status: message.error.status }));
        else hear(message, options, post);
      });
      sendFiles(files, post).catch(reject);
    });
  } finally {
    clearTimeout(timer);
    if (abort) signal.removeEventListener('abort', abort);
    thread.removeAllListeners();
    thread.on('error', () => undefined); // what it still says while it ends
    await thread.terminate();
  }
}

async function sendFiles(files: AsyncIterable<Uint8Array>, post: (message: ToSearch, transfer: ArrayBuffer[]) => void): Promise<void> {
  for await (const bytes of files) {
    const own = new Uint8Array(bytes); // a buffer of the store may be part of a larger one, which cannot move
    post({ kind: 'file', bytes: own }, [own.buffer]);
  }
  post({ kind: 'complete' }, []);
}

function hear(
  message: Exclude<FromSearch, { kind: 'done' } | { kind: 'failed' }>,
  { run, onProgress, onTook, onFound }: SearchThreadOptions,
  post: (message: ToSearch) => void,
): void {
  if (message.kind === 'progress') onProgress(message.stage, message.share);
  else if (message.kind === 'took') onTook(message.stage, message.ms);
  else if (message.kind === 'found') onFound(message.nodules);
  else {
    const { id, call } = message;
    run(call).then(
      (value) => post({ kind: 'answer', id, value }),
      (error: unknown) => post({ kind: 'refused', id, error: wire(error) }),
    );
  }
}

const wire = (error: unknown) =>
  error instanceof CasebookError
    ? { code: error.code, message: error.message, status: error.status }
    : { code: 'SERVING_FAILED', message: error instanceof Error ? error.message : String(error), status: 500 };

const tooLong = (ms: number) =>
  new CorruptDataError(
    'SEARCH_TIMEOUT',
    `The search took longer than ${Math.round(ms / 1000)} s and was ended. Send fewer slices, or raise the limit.`,
  );

function threadError(error: unknown): unknown {
  if ((error as { code?: unknown }).code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new CorruptDataError(
    'SEARCH_OUT_OF_MEMORY',
    'The files of the series need more memory than a search may take. Send fewer slices, or raise the limit.',
  );
}

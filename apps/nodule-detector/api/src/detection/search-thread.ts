/** The service's side of searches: a thread that is given files and the networks' answers, and ended where its time is over. */
import { Worker } from 'node:worker_threads';
import { CasebookError, CorruptDataError, UnavailableError } from '@casebook/core';
import type { JobStage } from '@casebook/nodule-detector-contract';
import type { HeatMaps } from '@casebook/nodule-detector-contract/detector';
import { workerArguments, workerUrl } from '@casebook/serving';
import type { FoundNodule, FromSearch, NetworkCall, SearchData, SearchResult, ToSearch } from './worker/messages.js';

export interface SearchThreadOptions {
  timeoutMs: number;
  /** Of the thread's JavaScript heap, MiB; voxels lie beside it and are bounded by the limits of reading. */
  heapMb: number;
}

export interface SearchOptions {
  data: SearchData;
  /** Bytes of the series' files, in any order. */
  files: AsyncIterable<Uint8Array>;
  /** Runs a network. */
  run: (call: NetworkCall) => Promise<HeatMaps | Float32Array>;
  onProgress: (stage: JobStage, share: number) => void;
  onTook: (stage: JobStage, ms: number) => void;
  onFound: (nodules: FoundNodule[]) => void;
  signal: AbortSignal;
}

/** For a new thread to load its code, on a busy machine. */
const LOADING_MS = 60_000;

const MODULE = workerUrl('./worker/search.worker', import.meta.url);

/** One search at a time. A thread that was stopped in the middle, or broke, is replaced. */
export class SearchThread {
  private thread: Worker | undefined;

  constructor(private readonly options: SearchThreadOptions) {}

  /** Where there is no thread: starts one, which loads its code meanwhile. */
  start(): Worker {
    if (this.thread) return this.thread;
    const thread = new Worker(MODULE, {
      execArgv: workerArguments(MODULE),
      resourceLimits: { maxOldGenerationSizeMb: this.options.heapMb },
    });
    thread.on('error', () => undefined); // while it is idle; a search listens itself
    thread.on('exit', () => {
      if (this.thread === thread) this.thread = undefined;
    });
    thread.unref();
    this.thread = thread;
    return thread;
  }

  /** @throws what searching throws; {CorruptDataError} `SEARCH_TIMEOUT`, `SEARCH_OUT_OF_MEMORY`; the reason of `signal` */
  async search(options: SearchOptions): Promise<SearchResult> {
    const { data, files, signal } = options;
    signal.throwIfAborted();
    const thread = this.start();
    const stopped = new AbortController();
    const post = (message: ToSearch, transfer: ArrayBuffer[] = []) => thread.postMessage(message, transfer);
    const ended = new Promise<SearchResult>((resolve, reject) => {
      const { timeoutMs } = this.options;
      let timer = setTimeout(() => reject(tooLong(timeoutMs)), timeoutMs + LOADING_MS);
      const begun = () => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(tooLong(timeoutMs)), timeoutMs);
      };
      stopped.signal.addEventListener('abort', () => clearTimeout(timer));
      thread.once('message', begun); // loading code is not the files' doing, and takes none of their time
      signal.addEventListener('abort', () => reject(signal.reason), { signal: stopped.signal });
      thread.on('error', (error) => reject(threadError(error)));
      thread.on('exit', (code) => reject(new UnavailableError('SEARCH_ENDED', `The thread of the search ended with ${code}.`)));
      thread.on('message', (message: FromSearch) => {
        if (message.kind === 'done') resolve(message.result);
        else if (message.kind === 'failed') reject(new SeriesError(message.error));
        else hear(message, options, post);
      });
      post({ kind: 'begin', data });
      sendFiles(files, post, stopped.signal).catch(reject);
    });
    try {
      return await ended;
    } catch (error) {
      if (!(error instanceof SeriesError)) await this.close(); // it may be in the middle of anything
      throw error;
    } finally {
      stopped.abort();
      for (const event of ['message', 'error', 'exit']) thread.removeAllListeners(event);
      thread.on('error', () => undefined);
      thread.on('exit', () => {
        if (this.thread === thread) this.thread = undefined;
      });
    }
  }

  async close(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    await thread?.terminate();
  }
}

/** What the thread said of the series; it is ready for the next. */
class SeriesError extends CasebookError {
  constructor({ code, message, status }: { code: string; message: string; status: number }) {
    super(code, message, { status });
  }
}

async function sendFiles(
  files: AsyncIterable<Uint8Array>,
  post: (message: ToSearch, transfer?: ArrayBuffer[]) => void,
  stopped: AbortSignal,
): Promise<void> {
  for await (const bytes of files) {
    if (stopped.aborted) return;
    const own = new Uint8Array(bytes); // a buffer of the store may be part of a larger one, which cannot move
    post({ kind: 'file', bytes: own }, [own.buffer]);
  }
  post({ kind: 'complete' });
}

function hear(
  message: Exclude<FromSearch, { kind: 'done' } | { kind: 'failed' }>,
  { run, onProgress, onTook, onFound }: SearchOptions,
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

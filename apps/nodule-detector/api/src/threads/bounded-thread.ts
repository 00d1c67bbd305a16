/** A thread for work on what others sent: its time and memory are bounded, and it is replaced when it breaks either bound or ends. */
import { Worker } from 'node:worker_threads';
import { CasebookError, UnavailableError } from '@casebook/core';
import { workerArguments } from '@casebook/serving';
import type { FromThread } from './protocol.js';

export interface BoundedThreadOptions {
  /** See `workerUrl`; it calls `answerRequests`. */
  module: URL;
  data?: unknown;
  /** For one request, once the thread has started. */
  timeoutMs: number;
  /** JavaScript heap, MiB. */
  heapMb: number;
  /** The error for a request that broke a bound, or that made the thread fail in a way that nobody expected. */
  failure: (why: 'time' | 'memory' | 'crash') => CasebookError;
}

interface Waiting {
  request: unknown;
  transfer: ArrayBuffer[];
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export class BoundedThread {
  private readonly waiting: Waiting[] = [];
  private current: Waiting | undefined;
  private worker: Worker | undefined;
  private ready = false;
  private closed = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: BoundedThreadOptions) {}

  /** Requests that wait or run. */
  get load(): number {
    return this.waiting.length + (this.current ? 1 : 0);
  }

  /** @throws what the thread throws; `failure`; {UnavailableError} `SHUTTING_DOWN` */
  run<Result>(request: unknown, transfer: ArrayBuffer[] = []): Promise<Result> {
    if (this.closed) return Promise.reject(shuttingDown());
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({ request, transfer, resolve: resolve as (value: unknown) => void, reject });
      this.next();
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const { reject } of this.waiting.splice(0)) reject(shuttingDown());
    this.finish()?.reject(shuttingDown());
    await this.discard();
  }

  private next(): void {
    if (this.closed || this.current || this.waiting.length === 0) return;
    if (!this.worker) this.start();
    if (!this.ready) return; // loading code is not the file's doing, and takes none of its time
    this.current = this.waiting.shift()!;
    const { request, transfer } = this.current;
    this.timer = setTimeout(() => this.broke('time'), this.options.timeoutMs);
    this.worker!.postMessage(request, transfer);
  }

  private start(): void {
    const { module, data, heapMb } = this.options;
    const worker = new Worker(module, {
      workerData: data,
      execArgv: workerArguments(module),
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    this.worker = worker;
    this.ready = false;
    worker.on('message', (message: FromThread) => {
      if (worker === this.worker) this.hear(message);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (worker === this.worker) this.broke(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash');
    });
    worker.on('exit', () => {
      if (worker === this.worker) this.broke('crash');
    });
  }

  private hear(message: FromThread): void {
    if (message.kind === 'ready') this.ready = true;
    else if (message.kind === 'done') this.finish()?.resolve(message.value);
    else {
      const { error } = message;
      this.finish()?.reject(error ? new CasebookError(error.code, error.message, { status: error.status }) : this.options.failure('crash'));
    }
    this.next();
  }

  /** The request is answered; what waits goes to a new thread. One that never got ready fails what waits, else it would start for ever. */
  private broke(why: 'time' | 'memory' | 'crash'): void {
    const failed = this.ready ? [this.finish()] : this.waiting.splice(0);
    for (const waiting of failed) waiting?.reject(this.options.failure(why));
    void this.discard();
    this.next();
  }

  private finish(): Waiting | undefined {
    clearTimeout(this.timer);
    const finished = this.current;
    this.current = undefined;
    return finished;
  }

  private async discard(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.ready = false;
    await worker?.terminate();
  }
}

const shuttingDown = () => new UnavailableError('SHUTTING_DOWN', 'The service is shutting down. Send the file again in a moment.');

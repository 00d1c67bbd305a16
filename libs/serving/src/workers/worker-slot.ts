/** One place of a pool: a worker, what it is doing, and its replacement when it dies. */
import { Worker } from 'node:worker_threads';
import { CasebookError, UnavailableError } from '@casebook/core';
import { type BatchMessage, type DoneMessage, fromWire, type FromWorker } from './protocol.js';
import type { QueuedRequest } from './request-queue.js';
import { workerArguments } from './worker-url.js';

/** Starts in a row that may fail before the place is given up. */
const MAX_FAILED_STARTS = 3;

export interface RunningBatch {
  requests: QueuedRequest[];
  startedAt: number;
}

/** What a place tells its pool. */
export interface SlotEvents {
  idle(slot: WorkerSlot): void;
  finished(batch: RunningBatch, message: DoneMessage): void;
  lost(batch: RunningBatch, error: CasebookError): void;
  gaveUp(error: CasebookError): void;
  restarted(): void;
}

export class WorkerSlot {
  /** What the worker said of itself when it was ready. */
  info: unknown;
  /** Settles with the first start of this place. */
  readonly started: Promise<void>;
  private state: 'starting' | 'idle' | 'busy' | 'closing' | 'gone' = 'starting';
  private worker!: Worker;
  private batch: RunningBatch | undefined;
  private nextId = 0;
  private failedStarts = 0;
  private error: CasebookError | undefined;
  private readonly acknowledgements = new Map<number, () => void>();
  private settleStart!: { resolve(): void; reject(error: Error): void };

  constructor(
    private readonly module: URL,
    private readonly data: () => unknown,
    private readonly events: SlotEvents,
  ) {
    this.started = new Promise((resolve, reject) => (this.settleStart = { resolve, reject }));
    this.started.catch(() => undefined); // the pool awaits it; a later failure is told through `gaveUp`
    this.spawn();
  }

  get idle(): boolean {
    return this.state === 'idle';
  }
  get busy(): boolean {
    return this.state === 'busy';
  }
  get gone(): boolean {
    return this.state === 'gone';
  }

  /** Throws, and stays idle, where a request cannot be cloned. */
  run(requests: QueuedRequest[]): void {
    const startedAt = performance.now();
    const message: BatchMessage = { kind: 'batch', id: this.nextId++, lane: requests[0]!.lane, items: requests.map(({ item }) => item) };
    this.worker.postMessage(
      message,
      requests.flatMap(({ transfer }) => transfer),
    );
    this.state = 'busy';
    this.batch = { requests, startedAt };
  }

  /** Resolves when the worker holds the new state, or is gone: its successor starts from the pool's `data`, which must hold it too. */
  broadcast(message: unknown): Promise<void> {
    if (this.state === 'gone') return Promise.resolve();
    return new Promise((resolve) => {
      const id = this.nextId++;
      this.acknowledgements.set(id, resolve);
      this.worker.postMessage({ kind: 'broadcast', id, message });
    });
  }

  /** Lets the running batch end, then ends the worker; after `graceMs` it is ended anyway. */
  async close(graceMs: number): Promise<void> {
    if (this.state === 'gone') return;
    this.state = 'closing';
    const exited = new Promise<void>((resolve) => this.worker.once('exit', () => resolve()));
    this.worker.postMessage({ kind: 'close' });
    const timer = setTimeout(() => void this.worker.terminate(), graceMs);
    await exited;
    clearTimeout(timer);
  }

  private spawn(): void {
    this.error = undefined;
    const worker = new Worker(this.module, { workerData: this.data(), execArgv: workerArguments(this.module) });
    this.worker = worker;
    worker.on('message', (message: FromWorker) => this.receive(message));
    worker.on('error', (cause) => {
      this.error = new UnavailableError(
        'SERVING_WORKER_CRASHED',
        `A worker ended with: ${cause.message}. It is being restarted: try again.`,
        { cause },
      );
    });
    worker.on('exit', (code) => this.exited(code));
  }

  private receive(message: FromWorker): void {
    if (message.kind === 'ready') {
      this.info = message.info;
      this.failedStarts = 0;
      if (this.state !== 'starting') return;
      this.state = 'idle';
      this.settleStart.resolve();
      this.events.idle(this);
    } else if (message.kind === 'failed') {
      this.error = fromWire(message.error);
      // what never worked will not work the next time: a model that does not load, a file that is not there
      if (this.info === undefined) this.failedStarts = MAX_FAILED_STARTS;
      void this.worker.terminate();
    } else {
      this.finish(message);
    }
  }

  private finish(message: DoneMessage): void {
    const acknowledge = this.acknowledgements.get(message.id);
    if (acknowledge) {
      this.acknowledgements.delete(message.id);
      return acknowledge();
    }
    const batch = this.batch!;
    this.batch = undefined;
    this.events.finished(batch, message);
    if (this.state !== 'busy') return;
    this.state = 'idle';
    this.events.idle(this);
  }

  private exited(code: number): void {
    const crash =
      this.error ??
      new UnavailableError('SERVING_WORKER_CRASHED', `A worker ended with exit code ${code}. It is being restarted: try again.`);
    const { closing, starting } = { closing: this.state === 'closing', starting: this.state === 'starting' };
    for (const acknowledge of this.acknowledgements.values()) acknowledge();
    this.acknowledgements.clear();
    const batch = this.batch;
    this.batch = undefined;
    this.state = closing ? 'gone' : 'starting';
    if (batch) this.events.lost(batch, crash);
    if (closing) return;
    if (starting && ++this.failedStarts >= MAX_FAILED_STARTS) {
      this.state = 'gone';
      this.settleStart.reject(crash);
      return this.events.gaveUp(crash);
    }
    this.events.restarted();
    this.spawn();
  }
}

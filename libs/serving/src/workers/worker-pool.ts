/** Worker threads behind one bounded queue: what waits for the same thing is run as one batch. */
import { CasebookError, UnavailableError } from '@casebook/core';
import { type DoneMessage, fromWire } from './protocol.js';
import { RequestQueue, type QueuedRequest } from './request-queue.js';
import { type RunningBatch, type SlotEvents, WorkerSlot } from './worker-slot.js';

export interface PoolOptions {
  /** Worker module, see `workerUrl`; it calls `serveWorker`. */
  module: URL;
  /** What a worker starts from. Called for every start, so that a replacement starts from the present state. */
  data?: () => unknown;
  workers?: number;
  /** Requests that may wait; more are refused with `SERVING_OVERLOADED`. */
  maxWaiting?: number;
  /** Requests run together at most. */
  maxBatch?: number;
  /** How long a request may wait for a worker unless it says otherwise. */
  timeoutMs?: number;
  /** Told of every batch, for metrics. */
  onBatch?: (batch: { lane: string; size: number; waitMs: number; runMs: number }) => void;
}

export interface PoolStats {
  workers: number;
  busy: number;
  waiting: number;
  batches: number;
  requests: number;
  restarts: number;
}

export interface SubmitOptions {
  /** Buffers to move instead of copy. A request that gave its buffers away cannot be tried again after a crash. */
  transfer?: ArrayBuffer[];
  /** How long it may wait for a worker. */
  timeoutMs?: number;
}

export interface Answer<T> {
  value: T;
  timings: Timings;
}

/** How one request went. */
export interface Timings {
  /** ms between arrival and the start of its batch */
  queueMs: number;
  /** ms the worker took for the whole batch */
  runMs: number;
  /** requests in the batch */
  batch: number;
}

/**
 * A worker takes the next batch as soon as it is free: nobody waits for a batch to fill, and batches grow by themselves as load does.
 * A request whose worker dies is tried once more.
 */
export class WorkerPool {
  private readonly queue: RequestQueue;
  private readonly slots: WorkerSlot[];
  private readonly maxBatch: number;
  private counts = { batches: 0, requests: 0, restarts: 0 };
  private closed: CasebookError | undefined;
  private scheduled = false;

  private constructor(private readonly options: PoolOptions) {
    this.queue = new RequestQueue(options.maxWaiting ?? 1024);
    this.maxBatch = options.maxBatch ?? 32;
    const events: SlotEvents = {
      idle: () => this.schedule(),
      finished: (batch, message) => this.finished(batch, message),
      lost: (batch, error) => this.lost(batch, error),
      gaveUp: (error) => this.gaveUp(error),
      restarted: () => void this.counts.restarts++,
    };
    this.slots = Array.from(
      { length: options.workers ?? 1 },
      () => new WorkerSlot(options.module, options.data ?? (() => undefined), events),
    );
  }

  /** Resolves when every worker is ready; rejects with what the worker module threw. */
  static async start(options: PoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    try {
      await Promise.all(pool.slots.map(({ started }) => started));
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  /** What each worker said of itself when it was ready. */
  get info(): unknown[] {
    return this.slots.map(({ info }) => info);
  }

  get stats(): PoolStats {
    const busy = this.slots.filter((slot) => slot.busy).length;
    return { workers: this.slots.filter((slot) => !slot.gone).length, busy, waiting: this.queue.length, ...this.counts };
  }

  /**
   * @param lane requests of one lane may share a batch
   * @param item structured-cloneable
   * @throws {UnavailableError} `SERVING_OVERLOADED`, `SERVING_TIMEOUT`, `SERVING_WORKER_CRASHED`, `SERVING_CLOSED`; what the worker module throws
   */
  submit<T>(
    lane: string,
    item: unknown,
    { transfer = [], timeoutMs = this.options.timeoutMs ?? 10_000 }: SubmitOptions = {},
  ): Promise<Answer<T>> {
    return new Promise((resolve, reject) => {
      if (this.closed) throw this.closed;
      const arrivedAt = performance.now();
      this.queue.push({
        lane,
        item,
        transfer,
        arrivedAt,
        deadline: arrivedAt + timeoutMs,
        attempts: 0,
        resolve: resolve as QueuedRequest['resolve'],
        reject,
      });
      this.schedule();
    });
  }

  /** Gives every worker the message, in order with the batches it is sent. Resolves when all have applied it. */
  async broadcast(message: unknown): Promise<void> {
    await Promise.all(this.slots.map((slot) => slot.broadcast(message)));
  }

  /** Refuses what waits, lets what runs end, and ends the workers. */
  async close(graceMs = 5000): Promise<void> {
    this.closed ??= new UnavailableError('SERVING_CLOSED', 'The service is shutting down: ask another instance.');
    this.queue.rejectAll(this.closed);
    await Promise.all(this.slots.map((slot) => slot.close(graceMs)));
  }

  /** At the end of the present turn of the event loop's microtasks, so that requests made together run together. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      for (const slot of this.slots) {
        if (!slot.idle) continue;
        const requests = this.queue.take(this.maxBatch);
        if (requests.length === 0) return;
        this.run(slot, requests);
      }
    });
  }

  private run(slot: WorkerSlot, requests: QueuedRequest[]): void {
    for (const request of requests) request.attempts++;
    try {
      slot.run(requests);
    } catch (cause) {
      const error = new CasebookError(
        'SERVING_NOT_CLONEABLE',
        'A request holds something that cannot cross to a worker: send plain data.',
        { cause },
      );
      for (const request of requests) request.reject(error);
    }
  }

  private finished({ requests, startedAt }: RunningBatch, { results, runMs }: DoneMessage): void {
    const size = requests.length;
    this.counts.batches++;
    this.counts.requests += size;
    requests.forEach((request, i) => {
      const result = results[i] ?? results[0]!; // one error for all where the batch as a whole failed
      if ('error' in result) request.reject(fromWire(result.error));
      else request.resolve({ value: result.value, timings: { queueMs: startedAt - request.arrivedAt, runMs, batch: size } });
    });
    this.options.onBatch?.({ lane: requests[0]!.lane, size, waitMs: startedAt - requests[0]!.arrivedAt, runMs });
  }

  private lost({ requests }: RunningBatch, error: CasebookError): void {
    for (const request of requests.reverse()) {
      if (this.closed || request.attempts > 1 || request.transfer.length > 0) request.reject(error);
      else this.queue.unshift(request);
    }
  }

  private gaveUp(error: CasebookError): void {
    if (this.slots.some((slot) => !slot.gone)) return;
    this.closed ??= error;
    this.queue.rejectAll(error);
  }
}

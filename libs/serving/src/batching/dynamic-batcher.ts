/** Dynamic batching of requests of different lengths: what waits together runs together, where little of it would be padding. */
import { CasebookError, UnavailableError } from '@casebook/core';
import { Admission } from './admission.js';
import { type BatchBounds, LengthBuckets } from './length-buckets.js';
import { BatchRequest } from './batch-request.js';
import { runApart, type ItemAnswer } from './run-apart.js';

export interface DynamicBatcherOptions<T, R> extends BatchBounds {
  /** Runs a batch, first come first; one answer or error a request, in order. A rejection fails none by itself: each is then run alone. */
  run(items: T[]): Promise<ItemAnswer<R>[]>;
  /** Elements along the padded axis, e.g. tokens; a close guess will do where the exact number is known later. */
  length(item: T): number;
  /** Share of a batch that may be padding, by `length`; more than 0, less than 1. */
  maxPadding: number;
  /** Batches that run at once: the workers behind `run`. */
  concurrency: number;
  /** How long the first of a batch waits for company where a worker is free. 0: not at all, batches grow by themselves as load does. */
  maxWaitMs?: number;
  /** Requests that may wait. */
  maxWaiting: number;
  /** A request whose answer is expected to take longer is refused at once; `Infinity` to refuse for a full queue alone. */
  objectiveMs: number;
  /** How long a request may wait unless it says otherwise. */
  timeoutMs?: number;
  /** Told of every batch, for metrics. */
  onBatch?: (batch: { size: number; padding: number; waitMs: number; runMs: number }) => void;
}

export interface BatchSubmitOptions {
  /** Leaves the queue, or is no longer answered, when it aborts. */
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
}

export interface Batched<R> {
  value: R;
  /** ms between arrival and the start of its batch, ms of the batch, and the requests in it */
  queueMs: number;
  runMs: number;
  batch: number;
}

/**
 * One bounded queue in front of workers. A batch leaves when it is full or its first has waited `maxWaitMs`, as soon as a worker is free;
 * its padding, n · longest − Σ lengths, is less than the share `maxPadding` of n · longest.
 *
 * @example
 * const batcher = new DynamicBatcher({ run: (texts) => pool.submit('understand', texts).then(({ value }) => value), length: (text) => text.length,
 *   concurrency: 2, maxBatch: 16, maxCells: 2048, maxPadding: 0.25, maxWaiting: 256, objectiveMs: 200 });
 * const { value } = await batcher.submit('where is my card?', { signal });
 */
export class DynamicBatcher<T, R> {
  private readonly waiting: LengthBuckets<BatchRequest<T, R>>;
  private readonly admission: Admission;
  private readonly running = new Set<Promise<void>>();
  private readonly counts = { batches: 0, requests: 0, refused: 0, expired: 0, cancelled: 0 };
  private nextOrder = 0;
  private closed: CasebookError | undefined;
  private scheduled = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: DynamicBatcherOptions<T, R>) {
    this.waiting = new LengthBuckets(options.maxPadding, options);
    this.admission = new Admission(options);
  }

  get stats() {
    return { waiting: this.waiting.size, running: this.running.size, ...this.counts };
  }

  /**
   * @throws {UnavailableError} `SERVING_OVERLOADED` with `retryAfterMs`, `SERVING_TIMEOUT`, `SERVING_CLOSED`
   * @throws the signal's reason; what `run` says of this request
   */
  async submit(item: T, { signal, timeoutMs = this.options.timeoutMs ?? 10_000 }: BatchSubmitOptions = {}): Promise<Batched<R>> {
    signal?.throwIfAborted();
    if (this.closed) throw this.closed;
    const length = Math.max(1, this.options.length(item));
    try {
      this.admission.check(this.waiting, length, timeoutMs);
    } catch (error) {
      this.counts.refused++;
      throw error;
    }
    const request = new BatchRequest<T, R>(item, length, this.nextOrder++);
    request.leaveOnAbort(signal, () => this.leave(request, 'cancelled'));
    request.leaveAfter(timeoutMs, () => this.leave(request, 'expired'));
    this.waiting.add(request);
    this.schedule();
    return request.answer;
  }

  /** Refuses what waits; resolves when what runs has ended. */
  async close(): Promise<void> {
    this.closed ??= new UnavailableError('SERVING_CLOSED', 'The service is shutting down: ask another instance.');
    clearTimeout(this.timer);
    for (const { requests } of this.drain()) for (const request of requests) request.reject(this.closed);
    await Promise.all(this.running);
  }

  private leave(request: BatchRequest<T, R>, why: 'expired' | 'cancelled'): void {
    if (this.waiting.delete(request)) this.counts[why]++;
  }

  /** At the end of this turn of the microtasks, so that requests made together run together. */
  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      this.dispatch();
    });
  }

  private dispatch(): void {
    clearTimeout(this.timer);
    const { concurrency, maxWaitMs = 0 } = this.options;
    while (this.running.size < concurrency && this.waiting.size > 0) {
      const now = performance.now();
      const heads = this.waiting.heads();
      const due = heads.find(({ full, requests }) => full || now - requests[0]!.arrivedAt >= maxWaitMs);
      if (!due) {
        this.timer = setTimeout(() => this.dispatch(), Math.max(1, heads[0]!.requests[0]!.arrivedAt + maxWaitMs - now));
        return;
      }
      for (const request of due.requests) this.waiting.delete(request);
      const run = this.run(due.requests).finally(() => {
        this.running.delete(run);
        this.schedule();
      });
      this.running.add(run);
    }
  }

  private async run(requests: BatchRequest<T, R>[]): Promise<void> {
    const startedAt = performance.now();
    const cells = requests.length * Math.max(...requests.map(({ length }) => length));
    const finish = this.admission.started(cells);
    for (const request of requests) request.started(startedAt);
    const answers = await runApart(
      (items) => this.options.run(items),
      requests.map(({ item }) => item),
    );
    const runMs = performance.now() - startedAt;
    finish(runMs);
    this.counts.batches++;
    this.counts.requests += requests.length;
    requests.forEach((request, i) => request.settle(answers[i]!, runMs, requests.length));
    const padding = 1 - requests.reduce((sum, { length }) => sum + length, 0) / cells;
    this.options.onBatch?.({ size: requests.length, padding, waitMs: startedAt - requests[0]!.arrivedAt, runMs });
  }

  private drain() {
    const heads = [];
    while (this.waiting.size > 0) {
      const [head] = this.waiting.heads();
      for (const request of head!.requests) this.waiting.delete(request);
      heads.push(head!);
    }
    return heads;
  }
}

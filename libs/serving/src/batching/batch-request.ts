/** One request from its arrival to its answer. */
import { UnavailableError } from '@casebook/core';
import type { Batched } from './dynamic-batcher.js';
import type { Waiting } from './length-buckets.js';
import type { ItemAnswer } from './run-apart.js';

export class BatchRequest<T, R> implements Waiting {
  readonly arrivedAt = performance.now();
  readonly answer: Promise<Batched<R>>;
  private startedAt = 0;
  private resolve!: (answer: Batched<R>) => void;
  private fail!: (error: unknown) => void;
  private timer: NodeJS.Timeout | undefined;
  private unlisten: (() => void) | undefined;

  constructor(
    readonly item: T,
    readonly length: number,
    readonly order: number,
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.fail = reject;
    });
  }

  /** @param leave takes it out of the queue */
  leaveOnAbort(signal: AbortSignal | undefined, leave: () => void): void {
    if (!signal) return;
    const abort = () => {
      leave();
      this.reject(signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    this.unlisten = () => signal.removeEventListener('abort', abort);
  }

  /** The time counts until its batch starts: what runs is answered. */
  leaveAfter(ms: number, leave: () => void): void {
    if (!Number.isFinite(ms)) return;
    this.timer = setTimeout(() => {
      leave();
      this.reject(
        new UnavailableError('SERVING_TIMEOUT', `The request waited ${Math.round(ms)} ms for a worker and gave up: try again in a moment.`),
      );
    }, ms);
  }

  started(at: number): void {
    this.startedAt = at;
    clearTimeout(this.timer);
  }

  settle(answer: ItemAnswer<R>, runMs: number, batch: number): void {
    if (answer instanceof Error) return this.reject(answer);
    this.unlisten?.();
    this.resolve({ value: answer.value, queueMs: this.startedAt - this.arrivedAt, runMs, batch });
  }

  reject(error: unknown): void {
    clearTimeout(this.timer);
    this.unlisten?.();
    this.fail(error);
  }
}

/** Requests that wait for a worker: bounded, by lane, with deadlines. */
import { UnavailableError } from '@casebook/core';

export interface QueuedRequest {
  lane: string;
  item: unknown;
  transfer: ArrayBuffer[];
  /** `performance.now()` when it arrived, and after which nobody waits for the answer. */
  arrivedAt: number;
  deadline: number;
  attempts: number;
  resolve(answer: { value: unknown; timings: { queueMs: number; runMs: number; batch: number } }): void;
  reject(error: Error): void;
}

export class RequestQueue {
  private readonly lanes = new Map<string, QueuedRequest[]>();
  private waiting = 0;

  constructor(private readonly capacity: number) {}

  get length(): number {
    return this.waiting;
  }

  /** @throws {UnavailableError} `SERVING_OVERLOADED` rather than let the wait grow without end */
  push(request: QueuedRequest): void {
    if (this.waiting >= this.capacity) {
      throw new UnavailableError(
        'SERVING_OVERLOADED',
        `${this.capacity} requests are waiting already: try again in a moment, or add workers.`,
      );
    }
    this.insert(request, 'push');
  }

  /** Back to the front of its lane: a request that lost its worker does not wait twice. */
  unshift(request: QueuedRequest): void {
    this.insert(request, 'unshift');
  }

  /** The requests to run next: up to `most` of the lane whose first has waited longest. Those past their deadline are refused. */
  take(most: number): QueuedRequest[] {
    this.refuseLate();
    let oldest: [string, QueuedRequest[]] | undefined;
    for (const lane of this.lanes) {
      if (!oldest || lane[1][0]!.arrivedAt < oldest[1][0]!.arrivedAt) oldest = lane;
    }
    if (!oldest) return [];
    const taken = oldest[1].splice(0, most);
    if (oldest[1].length === 0) this.lanes.delete(oldest[0]);
    this.waiting -= taken.length;
    return taken;
  }

  /** Empties the queue; every request fails with `error`. */
  rejectAll(error: Error): void {
    for (const lane of this.lanes.values()) for (const request of lane) request.reject(error);
    this.lanes.clear();
    this.waiting = 0;
  }

  private insert(request: QueuedRequest, how: 'push' | 'unshift'): void {
    const lane = this.lanes.get(request.lane);
    if (lane) lane[how](request);
    else this.lanes.set(request.lane, [request]);
    this.waiting++;
  }

  private refuseLate(): void {
    const now = performance.now();
    for (const [name, lane] of this.lanes) {
      if (!lane.some(({ deadline }) => deadline < now)) continue;
      const kept = lane.filter(({ deadline }) => deadline >= now);
      for (const late of lane) {
        if (late.deadline < now) late.reject(timeout(now - late.arrivedAt));
      }
      this.waiting -= lane.length - kept.length;
      if (kept.length > 0) this.lanes.set(name, kept);
      else this.lanes.delete(name);
    }
  }
}

const timeout = (waited: number) =>
  new UnavailableError('SERVING_TIMEOUT', `The request waited ${Math.round(waited)} ms for a worker and gave up: try again in a moment.`);

/** Refuses a request at once where its answer would come too late: waiting in vain helps nobody, and the queue stays short for the others. */
import { UnavailableError } from '@casebook/core';
import { ServiceTimes } from './service-times.js';

export interface AdmissionOptions {
  concurrency: number;
  maxWaiting: number;
  objectiveMs: number;
}

/** What waits: requests, elements, and the batches they make. */
export interface Backlog {
  size: number;
  cells: number;
  batches: number;
}

interface Running {
  cells: number;
  startedAt: number;
}

export class Admission {
  private readonly times = new ServiceTimes();
  private readonly running = new Set<Running>();

  constructor(private readonly options: AdmissionOptions) {}

  /**
   * @param length of the request
   * @param patienceMs how long the request itself would wait
   * @throws {UnavailableError} `SERVING_OVERLOADED` with the time after which it would be taken
   */
  check(backlog: Backlog, length: number, patienceMs: number): void {
    const { maxWaiting, objectiveMs } = this.options;
    const expected = this.expectedMs(backlog, length);
    const most = Math.min(objectiveMs, patienceMs);
    const late = expected > most && backlog.size + this.running.size > 0; // an idle worker is never refused: it would learn nothing new
    if (backlog.size < maxWaiting && !late) return;
    const retryAfterMs = Math.max(100, Math.ceil(expected - most));
    throw new UnavailableError(
      'SERVING_OVERLOADED',
      `${backlog.size} requests are waiting already, and the answer would take ${Math.round(expected)} ms: try again in ${Math.ceil(retryAfterMs / 1000)} s, or add workers.`,
      { retryAfterMs },
    );
  }

  /** ms until a request that arrives now is answered, from the service times measured so far; 0 while none has been. */
  expectedMs({ cells, batches }: Backlog, length: number): number {
    const { fixed, perCell } = this.times.line;
    const now = performance.now();
    let ahead = fixed * batches + perCell * cells;
    for (const batch of this.running) ahead += Math.max(0, fixed + perCell * batch.cells - (now - batch.startedAt));
    return ahead / this.options.concurrency + fixed + perCell * length;
  }

  /** A batch starts. @returns to be called when it has ended, with the ms it took */
  started(cells: number): (ms: number) => void {
    const batch = { cells, startedAt: performance.now() };
    this.running.add(batch);
    return (ms) => {
      this.running.delete(batch);
      this.times.add(cells, ms);
    };
  }
}

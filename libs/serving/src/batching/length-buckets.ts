/** Waiting requests by length, so that a batch of one bucket needs little padding. */

export interface Waiting {
  /** Elements along the padded axis, e.g. tokens; at least 1. */
  readonly length: number;
  /** Grows with arrival. */
  readonly order: number;
}

export interface BatchBounds {
  /** Requests in a batch at most. */
  maxBatch: number;
  /** Requests times the longest of them at most; a single request may be longer. */
  maxCells: number;
}

/**
 * Buckets whose longest length is less than 1 / (1 − p) times their shortest: of any batch from one bucket less than the share p is padding,
 * since each request fills more than 1 − p of its row.
 */
export class LengthBuckets<T extends Waiting> {
  private readonly buckets = new Map<number, Set<T>>();
  private readonly ratio: number;
  size = 0;
  /** Elements of all that wait, without padding. */
  cells = 0;

  /** @param maxPadding p, 0 < p < 1 */
  constructor(
    maxPadding: number,
    private readonly bounds: BatchBounds,
  ) {
    this.ratio = -Math.log1p(-maxPadding);
  }

  add(request: T): void {
    const index = this.index(request);
    const bucket = this.buckets.get(index);
    if (bucket) bucket.add(request);
    else this.buckets.set(index, new Set([request]));
    this.size++;
    this.cells += request.length;
  }

  /** @returns false where it does not wait any more */
  delete(request: T): boolean {
    const index = this.index(request);
    const bucket = this.buckets.get(index);
    if (!bucket?.delete(request)) return false;
    if (bucket.size === 0) this.buckets.delete(index);
    this.size--;
    this.cells -= request.length;
    return true;
  }

  /** Batches it would take to run all that wait. */
  get batches(): number {
    let batches = 0;
    for (const bucket of this.buckets.values()) batches += Math.ceil(bucket.size / this.bounds.maxBatch);
    return batches;
  }

  /** What would run next of each bucket, first come first; the bucket whose first has waited longest comes first. */
  heads(): { requests: T[]; full: boolean }[] {
    return [...this.buckets.values()].map((bucket) => this.head(bucket)).sort((a, b) => a.requests[0]!.order - b.requests[0]!.order);
  }

  private head(bucket: Set<T>): { requests: T[]; full: boolean } {
    const { maxBatch, maxCells } = this.bounds;
    const requests: T[] = [];
    let longest = 0;
    for (const request of bucket) {
      longest = Math.max(longest, request.length);
      const fits = requests.length === 0 || (requests.length < maxBatch && (requests.length + 1) * longest <= maxCells);
      if (!fits) return { requests, full: true };
      requests.push(request);
    }
    return { requests, full: requests.length >= maxBatch };
  }

  private index({ length }: T): number {
    return Math.floor(Math.log(length) / this.ratio + 1e-9);
  }
}

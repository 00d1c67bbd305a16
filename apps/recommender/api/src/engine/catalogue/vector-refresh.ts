/** Keeps the vectors of items current: rows are marked, computed a chunk at a time, and put in use. */

/** Rows a worker computes at a time: new items that someone waits for in larger chunks than those that only aged. */
const URGENT_CHUNK = 1024;
const CHUNK = 128;

/** Computes vectors of the rows and puts them in use everywhere. */
export type RefreshRows = (rows: Int32Array) => Promise<void>;

export class VectorRefresh {
  private readonly urgent = new Set<number>();
  private readonly later = new Set<number>();
  private waiting: { resolve(): void; reject(error: unknown): void }[] = [];
  private running = false;
  private work: Promise<void> = Promise.resolve();

  /** @param failed told of an error that nobody waits for */
  constructor(
    private readonly refresh: RefreshRows,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** How many rows have a vector that is not current. */
  get size(): number {
    return this.urgent.size + this.later.size;
  }

  /** In the background, after what is urgent. */
  mark(rows: Int32Array): void {
    for (const row of rows) if (!this.urgent.has(row)) this.later.add(row);
    this.start();
  }

  /** Before the others. Resolves when all that is urgent is in use; rejects where a vector could not be computed. */
  now(rows: Int32Array): Promise<void> {
    for (const row of rows) {
      this.later.delete(row);
      this.urgent.add(row);
    }
    if (this.urgent.size === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.start();
    });
  }

  /** Resolves when no row waits. */
  async idle(): Promise<void> {
    while (this.running) await this.work;
  }

  private start(): void {
    if (this.running) return;
    this.running = true;
    this.work = this.run();
  }

  /** One chunk after the other: two of the same row at once could end in the wrong order. */
  private async run(): Promise<void> {
    try {
      while (this.size > 0) {
        await this.refresh(this.take());
        if (this.urgent.size === 0) this.settle(({ resolve }) => resolve());
      }
    } catch (error) {
      if (this.waiting.length === 0) this.failed(error);
      this.urgent.clear();
      this.settle(({ reject }) => reject(error));
    } finally {
      this.running = false;
    }
  }

  private take(): Int32Array {
    const [from, most] = this.urgent.size > 0 ? [this.urgent, URGENT_CHUNK] : [this.later, CHUNK];
    const rows: number[] = [];
    for (const row of from) {
      if (rows.length === most) break;
      rows.push(row);
      from.delete(row);
    }
    return Int32Array.from(rows);
  }

  private settle(how: (one: { resolve(): void; reject(error: unknown): void }) => void): void {
    const waiting = this.waiting;
    this.waiting = [];
    waiting.forEach(how);
  }
}

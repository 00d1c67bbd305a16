/** kafkajs hands over one partition at a time; the handler's transaction is cheaper for several at once. */

interface Entry<T> {
  items: T[];
  resolve: (handled: boolean) => void;
  reject: (error: unknown) => void;
}

/** Hands everything that waits to the handler in one call, one call at a time. */
export class MergeBatches<T> {
  private waiting: Entry<T>[] = [];
  private running = false;

  constructor(
    private readonly handle: (items: T[]) => Promise<boolean>,
    private readonly maxItems: number,
  ) {}

  /** Resolves with the answer to the call that held these items. */
  add(items: T[]): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ items, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    // One turn of the event loop: the other partitions of the same fetch arrive in it.
    for (await new Promise(setImmediate); this.waiting.length > 0;) {
      const entries = this.take();
      try {
        const handled = await this.handle(entries.flatMap(({ items }) => items));
        for (const { resolve } of entries) resolve(handled);
      } catch (error) {
        for (const { reject } of entries) reject(error);
      }
    }
    this.running = false;
  }

  private take(): Entry<T>[] {
    let count = 0;
    const fits = this.waiting.findIndex(({ items }, index) => (count += items.length) > this.maxItems && index > 0);
    return this.waiting.splice(0, fits === -1 ? this.waiting.length : fits);
  }
}

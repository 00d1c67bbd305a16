/** Commits offsets of several partitions together and not after every batch: each commit is a write of the broker. */

/** Partition → the offset of its next message. */
export type Offsets = ReadonlyMap<number, string>;

/**
 * What is handled is committed within `everyMs`. After a crash the messages of that time come again, as they may after any crash: handlers know
 * them from the inbox.
 */
export class OffsetCommits {
  private readonly waiting = new Map<string, Map<number, string>>();
  private timer: NodeJS.Timeout | undefined;

  /** @param commit what a rebalance has taken away may fail: the new owner handles it again */
  constructor(
    private readonly commit: (topic: string, offsets: Offsets) => Promise<void>,
    private readonly everyMs: number,
  ) {}

  /** All before `offset` is handled. */
  handled(topic: string, partition: number, offset: string): void {
    let offsets = this.waiting.get(topic);
    if (!offsets) this.waiting.set(topic, (offsets = new Map()));
    offsets.set(partition, offset);
    this.timer ??= setTimeout(() => void this.flush(), this.everyMs);
  }

  /** Commits at once what waits. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const all = [...this.waiting];
    this.waiting.clear();
    await Promise.all(all.map(([topic, offsets]) => this.commit(topic, offsets).catch(() => undefined)));
  }

  /** Forgets what waits: it belongs to a membership that has ended. */
  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting.clear();
  }
}

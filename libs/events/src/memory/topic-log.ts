/** A topic: its partitions, and which one a key belongs to. */
import type { WireMessage } from '../bus/event-bus.js';
import { PartitionLog } from './partition-log.js';

export class TopicLog {
  readonly partitions: PartitionLog[];
  private turn = 0;

  constructor(
    readonly name: string,
    partitions: number,
  ) {
    this.partitions = Array.from({ length: partitions }, () => new PartitionLog());
  }

  append(message: WireMessage): void {
    const partition = this.partitionOf(message.key);
    // Copied: what the sender changes afterwards must not reach a consumer.
    const value = message.value && Buffer.from(message.value);
    this.partitions[partition]!.append({
      ...message,
      value,
      headers: { ...message.headers },
      topic: this.name,
      partition,
      timestamp: Date.now(),
    });
  }

  private partitionOf(key: string | null): number {
    if (key === null) return this.turn++ % this.partitions.length;
    let hash = 0x811c9dc5; // FNV-1a, 32 bit
    for (const byte of Buffer.from(key)) hash = Math.imul(hash ^ byte, 0x01000193);
    return (hash >>> 0) % this.partitions.length;
  }
}

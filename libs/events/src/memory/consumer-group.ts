/** A group: its committed offsets, and which member reads which partition. */
import { deliver } from '../bus/deliver.js';
import type { EventHooks } from '../bus/hooks.js';
import type { ReceivedMessage, SubscribeOptions } from '../bus/event-bus.js';
import type { PartitionLog } from './partition-log.js';
import type { TopicLog } from './topic-log.js';

interface Slot {
  topic: string;
  partition: number;
  log: PartitionLog;
  committed: number;
  /** A member is handling messages of it: nobody else may, also after a rebalance. */
  busy: boolean;
  owner?: Member;
}

export interface Member {
  options: SubscribeOptions;
  stopping: AbortController;
  done: Promise<void>;
}

export class ConsumerGroup {
  private readonly slots = new Map<string, Slot>();
  private readonly members = new Set<Member>();
  private wakeUp: () => void = () => undefined;
  private change = this.nextChange();

  constructor(
    readonly name: string,
    private readonly hooks: EventHooks,
    private readonly onProgress: () => void,
  ) {}

  join(options: SubscribeOptions, topics: TopicLog[]): Member {
    for (const topic of topics) this.addSlots(topic, options.from ?? 'earliest');
    const member: Member = { options, stopping: new AbortController(), done: Promise.resolve() };
    this.members.add(member);
    this.rebalance();
    member.done = this.run(member);
    return member;
  }

  async leave(member: Member): Promise<void> {
    member.stopping.abort();
    this.wake();
    await member.done;
    this.members.delete(member);
    this.rebalance();
  }

  /** New messages, or a partition has become free. */
  wake(): void {
    this.wakeUp();
  }

  committed(topic: string, partition: number): number | undefined {
    return this.slots.get(`${topic}/${partition}`)?.committed;
  }

  private addSlots(topic: TopicLog, from: 'earliest' | 'latest'): void {
    topic.partitions.forEach((log, partition) => {
      const key = `${topic.name}/${partition}`;
      if (!this.slots.has(key)) {
        this.slots.set(key, { topic: topic.name, partition, log, committed: from === 'earliest' ? log.start : log.end, busy: false });
      }
    });
  }

  /** Deals each topic's partitions out in turn among the members that read it. */
  private rebalance(): void {
    const turns = new Map<string, number>();
    for (const slot of this.slots.values()) {
      const readers = [...this.members].filter(({ options }) => options.topics.includes(slot.topic));
      const turn = turns.get(slot.topic) ?? 0;
      turns.set(slot.topic, turn + 1);
      slot.owner = readers[turn % readers.length];
    }
    this.wake();
  }

  private async run(member: Member): Promise<void> {
    while (!member.stopping.signal.aborted) {
      const { change } = this; // taken before looking, so that what comes meanwhile is not missed
      const taken = this.take(member);
      if (taken.messages.length === 0) {
        await change;
        continue;
      }
      const handled = await deliver(member.options, taken.messages, member.stopping.signal, this.hooks);
      for (const { slot, end } of taken.slots) {
        if (handled) slot.committed = end;
        slot.busy = false;
      }
      this.onProgress();
      this.wake();
    }
  }

  private take(member: Member): { slots: { slot: Slot; end: number }[]; messages: ReceivedMessage[] } {
    const { maxBatch = 500 } = member.options;
    const slots: { slot: Slot; end: number }[] = [];
    const messages: ReceivedMessage[] = [];
    for (const slot of this.slots.values()) {
      if (slot.owner !== member || slot.busy) continue;
      const some = slot.log.read(slot.committed, maxBatch - messages.length);
      if (some.length === 0) continue;
      slot.busy = true;
      slots.push({ slot, end: some.at(-1)!.offset + 1 });
      messages.push(...some);
    }
    return { slots, messages };
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.wakeUp = () => {
        this.change = this.nextChange();
        resolve();
      };
    });
  }
}

/** One partition: an append-only list that forgets its oldest messages. */
import type { ReceivedMessage } from '../bus/event-bus.js';

export class PartitionLog {
  private messages: ReceivedMessage[] = [];
  private first = 0; // offset of messages[0]

  get start(): number {
    return this.first;
  }

  /** Offset of the next message. */
  get end(): number {
    return this.first + this.messages.length;
  }

  append(message: Omit<ReceivedMessage, 'offset'>): void {
    this.messages.push({ ...message, offset: this.end });
  }

  /** Up to `max` messages from an offset on; one that was forgotten already counts as the oldest there is. */
  read(offset: number, max: number): ReceivedMessage[] {
    const index = Math.max(0, offset - this.first);
    return this.messages.slice(index, index + max);
  }

  truncate(before: number): void {
    const forgotten = Math.min(Math.max(0, before - this.first), this.messages.length);
    this.messages = this.messages.slice(forgotten);
    this.first += forgotten;
  }
}

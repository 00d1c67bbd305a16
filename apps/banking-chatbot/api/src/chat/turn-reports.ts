/** Publishes each turn's figures for monitoring. They may be lost: a customer never waits for them. */
import type { ReplyDto } from '@casebook/banking-chatbot-contract';
import { publishEvents, type DomainEvent, type EventBus } from '@casebook/events';
import { registry } from './chat.registry.js';
import type { ChatMessage } from './chat.types.js';
import { servedEvent } from './turn-events.js';

const FLUSH_MS = 1000;
/** Beyond this many in a flush, further ones are left out. */
const MOST_WAITING = 2000;

export class TurnReports {
  private waiting: DomainEvent[] = [];
  private readonly timer: NodeJS.Timeout;
  private sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly bus: EventBus,
    private readonly model: string,
    private readonly onTurn: (reply: ReplyDto, channel: ChatMessage['channel'], ms: number) => void,
  ) {
    this.timer = setInterval(() => void this.flush(), FLUSH_MS).unref();
  }

  add(reply: ReplyDto, message: Pick<ChatMessage, 'channel'>, totalMs: number): void {
    this.onTurn(reply, message.channel, totalMs);
    if (this.waiting.length < MOST_WAITING) this.waiting.push(servedEvent(reply, message, this.model, totalMs));
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private flush(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    // Kafka away: this batch is lost, the next one is tried again.
    this.sending = this.sending.then(() =>
      batch.length > 0 ? publishEvents(this.bus, registry, batch).catch(() => undefined) : undefined,
    );
    return this.sending;
  }
}

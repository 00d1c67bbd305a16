/** From a message to its reply: understood, answered in one transaction with its events, told to whoever watches. */
import type { AnswerDto, TurnDto } from '@casebook/banking-chatbot-contract';
import { UnavailableError } from '@casebook/core';
import type { DomainEvent, Outbox } from '@casebook/events';
import { isTransientDatabaseError, type DatabaseConnection } from '@casebook/persistence';
import type { EntityManager } from 'typeorm';
import type { Answered, AssistantPort } from '../conversation/assistant.types.js';
import type { Understood, UnderstandingService } from '../understanding/understanding.service.js';
import type { ChatMessage, Transcripts, Watcher } from './chat.types.js';
import type { ConversationsService } from './conversations.service.js';
import type { FloodGate } from './flood-gate.js';
import { InTurn } from './in-turn.js';
import { handoffEvent, HANDOFF_TURNS, replyEvent } from './turn-events.js';
import type { TurnReports } from './turn-reports.js';
import type { Watchers } from './watchers.js';

export interface ChatParts {
  database: DatabaseConnection;
  understanding: UnderstandingService;
  assistant: AssistantPort;
  transcripts: Transcripts;
  conversations: ConversationsService;
  outbox: Outbox;
  gate: FloodGate;
  watchers: Watchers;
  reports: TurnReports;
  /** Whether the bank is there: its tables, its customers. */
  open: () => boolean;
  /** Called after each commit with events: the relay has something to do. */
  wake: () => void;
}

export interface SendOptions {
  /** Nobody waits for the answer any more; what has begun in the database is ended all the same. */
  signal?: AbortSignal | undefined;
  /** Who sends it, and need not be told by `Watchers`. */
  sender?: Watcher;
}

/** A deadlock's victim, or a server that restarts: the same transaction may succeed. */
const ATTEMPTS = 4;

export class ChatService {
  private readonly turns = new InTurn();

  constructor(private readonly parts: ChatParts) {}

  /**
   * Messages of one conversation are answered in the order in which they arrive here; they are understood beside each other.
   *
   * @param payer whose limits it counts against
   * @throws {TooManyRequestsError} `MESSAGES_TOO_MANY`, `MESSAGES_IN_FLIGHT`; {UnavailableError} while the model has too much to do or PostgreSQL is
   * away; {NotFoundError} `CONVERSATION_UNKNOWN`. In all of these the message has had no effect.
   */
  async send(message: ChatMessage, payer: string, { signal, sender }: SendOptions = {}): Promise<AnswerDto> {
    const started = performance.now();
    if (!this.parts.open()) throw new UnavailableError('BANK_NOT_OPEN', 'The bank is being opened. Try again in a moment.');
    const leave = this.parts.gate.enter(payer);
    try {
      const understood = this.parts.understanding.understand(message.text, { signal });
      understood.catch(() => undefined); // it is told when the message's turn comes
      const { answered, cached } = await this.turns.run(message.conversationId, async () => {
        const meaning = await understood;
        return { answered: await this.answer(message, meaning), cached: meaning.cached };
      });
      this.parts.wake();
      this.tell(message, answered, sender);
      const took = performance.now() - started;
      const replies = answered.map(({ reply }) => reply);
      const fresh = replies.find(({ messageId }) => messageId === message.id);
      if (fresh) this.parts.reports.add(fresh, message, took);
      return { replies, modelVersion: this.parts.understanding.info.version, cached, took_ms: Math.round(took * 1000) / 1000 };
    } finally {
      leave();
    }
  }

  /** Answers within the caller's transaction; events go to the outbox with it. */
  async answerWithin(manager: EntityManager, message: ChatMessage, { understanding, tookMs }: Understood): Promise<Answered[]> {
    const { assistant, conversations, outbox, transcripts } = this.parts;
    const { conversationId, owner, level, id, text, sequence } = message;
    if (message.channel === 'events') await conversations.begin(manager, owner, conversationId);
    await conversations.touch(manager, owner, conversationId); // a stranger ends here
    const { answered, handedOff } = await assistant.handle(
      manager,
      { conversationId, customerId: owner.customerId, level },
      { id, text, understoodInMs: tookMs, ...(sequence === undefined ? {} : { clientSequence: sequence }) },
      understanding,
      new Date(),
    );
    const events: DomainEvent[] = answered.map(({ reply }) => replyEvent(reply, owner.customerId));
    if (handedOff) {
      await conversations.touch(manager, owner, conversationId, true);
      const last = answered.at(-1)?.reply;
      const turns = await transcripts.turns(manager, conversationId, Math.max(0, (last?.sequence ?? 0) - HANDOFF_TURNS), HANDOFF_TURNS);
      events.push(handoffEvent(message, turns, last?.understood.chosen ?? 'not_understood'));
    }
    await outbox.add(manager, events);
    return answered;
  }

  /** @throws {NotFoundError} `CONVERSATION_UNKNOWN` */
  async transcript(message: Pick<ChatMessage, 'owner' | 'conversationId'>, after: number, limit: number) {
    const conversation = await this.parts.conversations.find(message.owner, message.conversationId);
    const turns = await this.parts.database.transaction((manager) =>
      this.parts.transcripts.turns(manager, message.conversationId, after, limit),
    );
    return { ...conversation, turns };
  }

  /** Tells whoever has the conversation open, and the customer's device where a code is on its way. */
  tell(message: ChatMessage, answered: readonly Answered[], sender?: Watcher): void {
    const { watchers } = this.parts;
    for (const { text, reply } of answered) {
      const turn: TurnDto = { text, sentAt: reply.at, reply };
      watchers.turn(turn, reply.messageId === message.id ? sender : undefined); // who sent one that waited has not been told yet
    }
    const codeSent = answered.some(({ reply }) => reply.kind === 'step_up');
    if (codeSent && message.owner.customerId !== null) watchers.device(message.owner.customerId);
  }

  private async answer(message: ChatMessage, meaning: Understood): Promise<Answered[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.parts.database.transaction((manager) => this.answerWithin(manager, message, meaning));
      } catch (error) {
        if (attempt >= ATTEMPTS || !mayTryAgain(error)) throw error;
      }
    }
  }
}

/** Not where PostgreSQL is away: the client is told, and tries again itself. */
const mayTryAgain = (error: unknown) => isTransientDatabaseError(error) && !(error as { code?: string }).code?.startsWith('DATABASE_');

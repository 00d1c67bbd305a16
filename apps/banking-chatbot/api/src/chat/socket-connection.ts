/** One page at the WebSocket: hello, then messages, one object each; see `contract/src/chat/socket.dto.ts`. */
import { fromPageSchema, LIMITS, type FromPage, type ProblemDto, type ToPage, type TurnDto } from '@casebook/banking-chatbot-contract';
import { CasebookError, InvalidInputError, parseWith } from '@casebook/core';
import { problemOf } from '@casebook/service-defaults';
import { levelOf, payerOf, type Session } from '../sessions/session.js';
import type { Watcher } from './chat.types.js';
import { pieces } from './pieces.js';
import type { SocketParts } from './socket.routes.js';

/** What is used of a socket of `ws`, which brings no types. */
export interface PageSocket {
  on(event: 'pong' | 'close' | 'error', listener: () => void): void;
  on(event: 'message', listener: (data: Buffer, isBinary: boolean) => void): void;
  send(text: string): void;
  ping(): void;
  close(code: number, reason: string): void;
  terminate(): void;
  readonly bufferedAmount: number;
}

/** Bytes a page may be behind; one that is slower is cut off. */
const MOST_BUFFERED = 256 * 1024;
/** Messages of a page that wait to be read; one that sends more without waiting for replies is cut off. */
const MOST_WAITING = 32;

export class SocketConnection implements Watcher {
  private token: string | undefined;
  private conversationId: string | undefined;
  private leave: (() => void) | undefined;
  private open = 0;
  private waiting = 0;
  private opening: Promise<void> = Promise.resolve();
  private readonly gone = new AbortController();

  constructor(
    private readonly socket: PageSocket,
    private readonly parts: SocketParts,
  ) {}

  /** Takes one message. Hellos are answered in order, before what came after them. */
  async receive(text: string): Promise<void> {
    if (++this.waiting > MOST_WAITING) return this.socket.close(1008, 'Wait for replies before sending more.');
    try {
      const message = read(text);
      if (message.type === 'ping') return this.tell({ type: 'pong' });
      if (message.type === 'hello') {
        this.opening = this.opening.then(() => this.hello(message).catch((error: unknown) => this.problem(error)));
        return await this.opening;
      }
      await this.opening;
      await this.message(message).catch((error: unknown) => this.problem(error, message.id));
    } catch (error) {
      this.problem(error);
    } finally {
      this.waiting--;
    }
  }

  turn(turn: TurnDto): void {
    this.tell({ type: 'turn', turn });
  }

  device(): void {
    void this.newest().catch(() => undefined); // GET /v1/device has it as well
  }

  /** The page has gone: what waits to be understood leaves the queue. */
  close(): void {
    this.gone.abort(new Error('The page has gone.'));
    this.leave?.();
  }

  private async hello({ token, conversationId }: FromPage & { type: 'hello' }): Promise<void> {
    const { sessions, conversations, watchers } = this.parts;
    this.leave?.();
    this.leave = this.token = this.conversationId = undefined; // until this hello is accepted nobody is there
    const session = await sessions.read(token);
    const owner = ownerOf(session);
    const conversation = conversationId ? await conversations.find(owner, conversationId) : await conversations.open(owner);
    if (this.gone.signal.aborted) return;
    this.token = token;
    this.conversationId = conversation.conversationId;
    this.leave = watchers.add(this, conversation.conversationId, session.customerId);
    this.tell({ type: 'ready', conversationId: conversation.conversationId, session: this.parts.describe(session) });
  }

  private async message({ id, text, sequence }: FromPage & { type: 'message' }): Promise<void> {
    const conversationId = this.conversationId;
    if (!conversationId) throw new CasebookError('HELLO_NEEDED', 'Say hello with a session’s token first.', { status: 401 });
    const session = await this.parts.sessions.read(this.token); // it may have ended, or been confirmed, since hello
    this.tell({ type: 'accepted', messageId: id });
    this.typing(1);
    try {
      const message = { conversationId, id, text, sequence, owner: ownerOf(session), level: levelOf(session), channel: 'socket' as const };
      const { replies } = await this.parts.chat.send(message, payerOf(session), { signal: this.gone.signal, sender: this });
      for (const reply of replies) {
        if (reply.messageId !== id) continue;
        for (const piece of pieces(reply.text)) this.tell({ type: 'delta', messageId: id, text: piece });
        this.turn({ text, sentAt: reply.at, reply });
      }
    } finally {
      this.typing(-1);
    }
  }

  private async newest(): Promise<void> {
    const message = (await this.parts.device(this.token)).at(-1);
    if (message) this.tell({ type: 'device', message });
  }

  /** One indicator for all messages that are being answered. */
  private typing(change: 1 | -1): void {
    this.open += change;
    if (change === 1 && this.open === 1) this.tell({ type: 'typing', on: true });
    if (change === -1 && this.open === 0) this.tell({ type: 'typing', on: false });
  }

  private problem(error: unknown, messageId?: string): void {
    if (this.gone.signal.aborted) return;
    const problem: ProblemDto = problemOf(error);
    if (problem.status >= 500) this.parts.failed(error);
    this.tell({ type: 'problem', ...(messageId === undefined ? {} : { messageId }), problem });
  }

  private tell(message: ToPage): void {
    if (this.gone.signal.aborted) return;
    if (this.socket.bufferedAmount > MOST_BUFFERED) return this.socket.close(1013, 'Too slow: come back and read the transcript.');
    this.socket.send(JSON.stringify(message));
  }
}

const ownerOf = ({ id, customerId }: Session) => ({ sessionId: id, customerId });

function read(text: string): FromPage {
  if (text.length > LIMITS.socketMessage) throw new InvalidInputError('MESSAGE_INVALID', 'The message is too long.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError('JSON_MALFORMED', 'The message is not JSON. Send one object a message.', { cause });
  }
  return parseWith(fromPageSchema, value, 'MESSAGE_INVALID', 'The message');
}

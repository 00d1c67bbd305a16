/** The socket to the service: says hello, catches up on what was missed, and sends what waits. */
import type { FromPage, ProblemDto, ToPage, TurnDto } from '@casebook/banking-chatbot-contract';
import { LIMITS } from '@casebook/banking-chatbot-contract';
import { announce, openSocket, ProblemError, type Socket, type StreamState } from '@casebook/ui';
import { effect, signal } from '@preact/signals';
import { outgoing, again } from '../model/outbox.js';
import { createSender } from '../model/sender.js';
import { words } from '../words/index.js';
import { addPiece, addTurns, conversationId, latest, outbox, stopWriting, turns, turnTo, typing } from './conversation.store.js';
import { lookAtDevice, putAway, receive } from './device.store.js';
import { service } from './service.js';
import { endSession, session, token } from './session.store.js';

/** Wait where the service cannot open the conversation now and does not say for how long. */
const PAUSE_MS = 2_000;

const connection = signal<StreamState>('connecting');
/** Whether the connection was lost, until it is back. */
export const away = signal(false);
/** Whether all that was said is on the screen. */
export const caughtUp = signal(false);
/** Why the conversation cannot be opened, where it is not for the lack of a connection. */
export const trouble = signal<string | undefined>();

let socket: Socket | undefined;
const say = (message: FromPage) => socket?.send(message) ?? false;
const sender = createSender(outbox, ({ id, text }) => say({ type: 'message', id, text }));
export const { paused, inFlight } = sender;

/** Says something to the bank: now, or when it answers again. */
export function write(text: string): void {
  outbox.value = [...outbox.peek(), outgoing(text)];
  sender.poke();
}

export function sendAgain(id: string): void {
  outbox.value = again(outbox.peek(), id);
  sender.poke();
}

export function startAgain(): void {
  turnTo(undefined);
  hello();
}

export const reconnect = () => socket?.retry();

// A session by another token is another session: it says hello on a connection of its own.
effect(() => {
  if (!token.value) return undefined;
  const opened = openSocket('/v1/chat', {
    onMessage: (message) => hear(message as ToPage),
    onState: (state) => {
      connection.value = state;
      if (state !== 'connecting') away.value = state !== 'open';
      if (state === 'open') queueMicrotask(hello);
      if (state === 'waiting') leave();
    },
    heartbeat: { message: { type: 'ping' } satisfies FromPage, everyMs: 15_000 },
  });
  socket = opened;
  return () => {
    opened.close();
    if (socket === opened) socket = undefined;
    leave();
    putAway();
  };
});

function leave(): void {
  sender.lost();
  stopWriting();
}

function hello(): void {
  caughtUp.value = false;
  const id = conversationId.peek();
  sender.lost();
  if (token.peek()) say({ type: 'hello', token: token.peek()!, ...(id ? { conversationId: id } : {}) });
}

function hear(message: ToPage): void {
  switch (message.type) {
    case 'ready':
      session.value = message.session;
      conversationId.value = message.conversationId;
      trouble.value = undefined;
      return void catchUp(message.conversationId);
    case 'typing':
      return void (typing.value = message.on);
    case 'delta':
      return addPiece(message.messageId, message.text);
    case 'turn':
      return settle(message.turn);
    case 'device':
      return receive(message.message);
    case 'problem':
      return message.messageId ? fail(message.messageId, message.problem) : refuse(message.problem);
  }
}

/** What was said while the connection was lost, or before the page was loaded; only then is it known what has to be sent. */
async function catchUp(id: string): Promise<void> {
  try {
    const { data } = await service.transcript(id, turns.peek().at(-1)?.reply.sequence ?? 0);
    if (conversationId.peek() !== id) return;
    addTurns(data.turns);
    for (const { reply } of data.turns) sender.answered(reply.messageId);
    if (data.turns.length === LIMITS.page) return await catchUp(id);
    if (waitsForCode()) void lookAtDevice();
    caughtUp.value = true;
    sender.ready();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (error.mayPass)
      setTimeout(() => conversationId.peek() === id && connection.peek() === 'open' && void catchUp(id), error.retryAfterMs ?? PAUSE_MS);
    else trouble.value = error.message;
  }
}

function settle(turn: TurnDto): void {
  const { messageId, text, conversationId: of } = turn.reply;
  if (of !== conversationId.peek()) return;
  const known = turns.peek().some(({ reply }) => reply.messageId === messageId);
  addTurns([turn]);
  stopWriting();
  sender.answered(messageId);
  if (!known) announce(`${words.chat.assistant}: ${text}`);
  if (!waitsForCode()) putAway();
}

/** A code is for one thing: once that is done or dropped, it is of no use any more. */
const waitsForCode = () => latest.peek()?.state.active?.phase === 'step_up';

function fail(id: string, problem: ProblemDto): void {
  stopWriting();
  if (problem.code === 'HELLO_NEEDED') return hello();
  if (problem.status === 401) return endSession();
  sender.failed(id, problem);
  announce(problem.detail);
}

/** Hello was refused: the session has ended, the conversation is not this customer's, or the service cannot do without a part that is away. */
function refuse({ status, detail, retryAfterMs }: ProblemDto): void {
  if (status === 401) return endSession();
  if (status === 404 && conversationId.peek()) return startAgain();
  trouble.value = detail;
  if (status === 429 || status >= 500) setTimeout(() => connection.peek() === 'open' && hello(), retryAfterMs ?? PAUSE_MS);
}

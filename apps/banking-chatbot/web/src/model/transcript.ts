/** The conversation as it is shown: turns that the service has answered, then messages that wait for it. */
import type { ReplyDto, TurnDto } from '@casebook/banking-chatbot-contract';
import type { Outgoing } from './outbox.js';

/** One message with what came of it. */
export interface Exchange {
  /** The message's id, from the moment it is written: what is on the screen stays, while the reply comes to it. */
  id: string;
  text: string;
  reply?: ReplyDto;
  /** Set until the reply is there. */
  outgoing?: Outgoing;
}

/**
 * Adds turns, each message once whatever came twice (live, and again from the transcript), in the order of the conversation.
 *
 * @param known in order, as this function gives them
 */
export function mergeTurns(known: readonly TurnDto[], more: readonly TurnDto[]): TurnDto[] {
  const byMessage = new Map([...known, ...more].map((turn) => [turn.reply.messageId, turn]));
  return [...byMessage.values()].sort((a, b) => a.reply.sequence - b.reply.sequence);
}

/** Turns, then what waits; a message that is in both has been answered. */
export function exchangesOf(turns: readonly TurnDto[], outbox: readonly Outgoing[]): Exchange[] {
  const answered = new Set(turns.map(({ reply }) => reply.messageId));
  return [
    ...turns.map(({ text, reply }): Exchange => ({ id: reply.messageId, text, reply })),
    ...outbox.filter(({ id }) => !answered.has(id)).map((outgoing): Exchange => ({ id: outgoing.id, text: outgoing.text, outgoing })),
  ];
}

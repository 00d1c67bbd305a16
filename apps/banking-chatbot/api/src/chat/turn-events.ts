/** The events of a turn. */
import type { ReplyDto, TurnDto } from '@casebook/banking-chatbot-contract';
import { createEvent, type DomainEvent } from '@casebook/events';
import { maskText } from '../privacy/mask-text.js';
import type { ChatMessage } from './chat.types.js';
import { handoffRequested, replySent, turnServed } from './chat.registry.js';

const source = '/banking-chatbot';

/** Of the same reply always the same identity: told twice, it counts once. */
export const replyEvent = (reply: ReplyDto, customerId: string | null): DomainEvent =>
  createEvent(
    replySent,
    { conversationId: reply.conversationId, messageId: reply.messageId, customerId, reply },
    { source, id: `${reply.conversationId}/${reply.messageId}` },
  );

/** With all that was said, for the person who takes over; a card number is nothing they need. */
export function handoffEvent({ conversationId, owner, id }: ChatMessage, turns: readonly TurnDto[], reason: string): DomainEvent {
  const masked = (text: string) => maskText(text, ['card']);
  const transcript = turns.flatMap(({ text, sentAt, reply }) => [
    { from: 'customer' as const, at: sentAt, text: masked(text) },
    { from: 'assistant' as const, at: reply.at, text: masked(reply.text) },
  ]);
  return createEvent(
    handoffRequested,
    { conversationId, customerId: owner.customerId, reason, transcript },
    { source, id: `${conversationId}/${id}/handoff` },
  );
}

/** For monitoring: numbers and labels. */
export function servedEvent(reply: ReplyDto, { channel }: Pick<ChatMessage, 'channel'>, model: string, totalMs: number): DomainEvent {
  const { intents, slots, outOfScope } = reply.understood;
  return createEvent(
    turnServed,
    {
      intent: intents[0]!.name,
      confidence: intents[0]!.confidence,
      kind: reply.kind,
      outOfScope: outOfScope.score >= outOfScope.threshold,
      slots: slots.map(({ slot }) => slot),
      model,
      channel,
      total_ms: totalMs,
      handedOff: reply.state.handedOff,
    },
    { source },
  );
}

/** Most turns a hand-off carries: the latest. */
export const HANDOFF_TURNS = 100;

/** Data of the chat's events (CloudEvents 1.0); the key of all but `turn` is the conversation, so that its messages stay in order. */
import { z } from 'zod';
import { INTENTS } from '../labels/intents.js';
import { conversationIdSchema, idSchema, textSchema, timeSchema } from './primitives.schema.js';
import { REPLY_KINDS, replySchema } from './reply.dto.js';
import { sessionLevelSchema } from './session.dto.js';

/**
 * `chat.message.sent` on `chat.messages.v1`: a customer wrote through another channel. Who may write to the topic is trusted to have
 * authenticated the customer to the level it states.
 */
export const messageSentSchema = z.object({
  conversationId: conversationIdSchema,
  messageId: idSchema,
  customerId: idSchema.nullable(),
  level: sessionLevelSchema.default('anonymous'),
  text: textSchema,
  sequence: z.int().min(1).max(1e9).optional(),
});

/** `chat.reply.sent` on `chat.replies.v1`, for every message, whichever way it came. */
export const replySentSchema = z.object({
  conversationId: conversationIdSchema,
  messageId: idSchema,
  customerId: idSchema.nullable(),
  reply: replySchema,
});

/** `chat.handoff.requested` on `chat.handoffs.v1`: a person takes over. */
export const handoffRequestedSchema = z.object({
  conversationId: conversationIdSchema,
  customerId: idSchema.nullable(),
  reason: z.string(),
  transcript: z.array(z.object({ from: z.enum(['customer', 'assistant']), at: timeSchema, text: z.string() })),
});

/** `chat.turn.served` on `chat.turns.v1`: for monitoring; names no customer, holds no text. */
export const turnServedSchema = z.object({
  intent: z.enum(INTENTS),
  confidence: z.number(),
  kind: z.enum(REPLY_KINDS),
  outOfScope: z.boolean(),
  slots: z.array(z.string()),
  model: z.string(),
  channel: z.enum(['rest', 'socket', 'events']),
  total_ms: z.number(),
  handedOff: z.boolean(),
});

export type MessageSent = z.infer<typeof messageSentSchema>;
export type ReplySent = z.infer<typeof replySentSchema>;
export type HandoffRequested = z.infer<typeof handoffRequestedSchema>;
export type TurnServed = z.infer<typeof turnServedSchema>;

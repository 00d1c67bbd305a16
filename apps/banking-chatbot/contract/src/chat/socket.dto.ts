/** What page and service say to each other over the WebSocket `/v1/chat`; JSON, one object a message. */
import { z } from 'zod';
import { conversationIdSchema, idSchema } from './primitives.schema.js';
import { problemSchema } from './problem.dto.js';
import { deviceMessageSchema, sessionSchema } from './session.dto.js';
import { newMessageSchema, turnSchema } from './turn.dto.js';

export const fromPageSchema = z.discriminatedUnion('type', [
  /** First, and again after signing in: who is there, and in which conversation; without one a new one begins. The token is in no address. */
  z.strictObject({ type: z.literal('hello'), token: z.string().max(128), conversationId: conversationIdSchema.optional() }),
  newMessageSchema.extend({ type: z.literal('message') }),
  z.strictObject({ type: z.literal('ping') }),
]);

export const toPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), conversationId: conversationIdSchema, session: sessionSchema }),
  /** The message is in the service's hands. */
  z.object({ type: z.literal('accepted'), messageId: idSchema }),
  z.object({ type: z.literal('typing'), on: z.boolean() }),
  /** The next piece of the text of the reply to a message. */
  z.object({ type: z.literal('delta'), messageId: idSchema, text: z.string() }),
  /** The whole turn; it counts, the pieces were for the eye. Also for turns that came another way (another tab, Kafka). */
  z.object({ type: z.literal('turn'), turn: turnSchema }),
  /** Something has arrived on the customer's device, which in the demo is the page. */
  z.object({ type: z.literal('device'), message: deviceMessageSchema }),
  z.object({
    type: z.literal('problem'),
    messageId: idSchema.optional().meta({ description: 'of the message that was refused: it has had no effect' }),
    problem: problemSchema,
  }),
  z.object({ type: z.literal('pong') }),
]);

export type FromPage = z.infer<typeof fromPageSchema>;
export type ToPage = z.infer<typeof toPageSchema>;

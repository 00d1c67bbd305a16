/** A message and its reply, and the conversations they make. */
import { z } from 'zod';
import { LIMITS } from './limits.js';
import { conversationIdSchema, idSchema, queryInteger, textSchema, timeSchema } from './primitives.schema.js';
import { replySchema } from './reply.dto.js';

export const newMessageSchema = z
  .strictObject({
    id: idSchema.meta({ description: "the client's: the same message sent again gets the same reply and has no second effect" }),
    text: textSchema,
    sequence: z.int().min(1).max(1e9).optional().meta({
      description: "the client's own count, 1, 2, 3, …: a message that overtakes another waits for it; without it order of arrival counts",
    }),
  })
  .meta({ id: 'NewMessage' });

export const turnSchema = z
  .object({ text: z.string().meta({ description: 'the message, cleaned' }), sentAt: timeSchema, reply: replySchema })
  .meta({ id: 'Turn' });

export const answerSchema = z
  .object({
    replies: z.array(replySchema).meta({
      description: 'none where the message waits for one that it has overtaken; several where others waited for this one',
    }),
    modelVersion: z.string(),
    cached: z.boolean().meta({ description: 'whether the reply, or what the message means, was known from an equal message' }),
    took_ms: z.number().min(0),
  })
  .meta({ id: 'Answer' });

export const conversationSchema = z
  .object({
    conversationId: conversationIdSchema,
    startedAt: timeSchema,
    updatedAt: timeSchema,
    handedOff: z.boolean().meta({ description: 'a person has it' }),
  })
  .meta({ id: 'Conversation' });
export const conversationsSchema = z.object({ conversations: z.array(conversationSchema) }).meta({ id: 'Conversations' });

export const transcriptQuerySchema = z.object({
  after: queryInteger(0, 1e9).default(0).meta({ description: 'sequence of the last reply that is known already' }),
  limit: queryInteger(1, LIMITS.page).default(LIMITS.page),
});
export const transcriptSchema = conversationSchema.extend({ turns: z.array(turnSchema) }).meta({ id: 'Transcript' });

export type NewMessageDto = z.infer<typeof newMessageSchema>;
export type TurnDto = z.infer<typeof turnSchema>;
export type AnswerDto = z.infer<typeof answerSchema>;
export type ConversationDto = z.infer<typeof conversationSchema>;
export type ConversationsDto = z.infer<typeof conversationsSchema>;
export type TranscriptQueryDto = z.infer<typeof transcriptQuerySchema>;
export type TranscriptDto = z.infer<typeof transcriptSchema>;

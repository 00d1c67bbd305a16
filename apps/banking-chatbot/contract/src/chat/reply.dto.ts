/** What the assistant answers to one message, and what it shows on demand: what was understood, the state afterwards, the time per stage. */
import { z } from 'zod';
import { INTENTS } from '../labels/intents.js';
import { SLOT_NAMES } from '../labels/slots.js';
import { idSchema, timeSchema } from './primitives.schema.js';

/**
 * - `answer`: done or found; `ask`: a value is missing or not valid; `confirm`: yes or no before money moves or a card changes;
 * - `step_up`: a one-time code is needed; `sign_in`: nothing about an account before that; `clarify`: one of two likely meanings, as quick replies;
 * - `not_understood`: and, from the second time on, a person is offered; `refused`: the bank says no, and why;
 * - `chat`: greetings, small talk; `handed_off`: a person has the conversation.
 */
export const REPLY_KINDS = [
  'answer',
  'ask',
  'confirm',
  'step_up',
  'sign_in',
  'clarify',
  'not_understood',
  'refused',
  'chat',
  'handed_off',
] as const;

export const quickReplySchema = z
  .object({ label: z.string(), text: z.string().meta({ description: 'send this as the next message when it is pressed' }) })
  .meta({ id: 'QuickReply' });

export const replySourceSchema = z
  .object({ page: idSchema, title: z.string(), section: z.string().optional() })
  .meta({ id: 'ReplySource', description: 'the policy page that an answer is from' });

export const understoodSchema = z
  .object({
    intents: z.array(z.object({ name: z.enum(INTENTS), confidence: z.number() })),
    slots: z.array(
      z.object({ slot: z.enum(SLOT_NAMES), text: z.string(), start: z.number().int(), end: z.number().int(), confidence: z.number() }),
    ),
    outOfScope: z
      .object({ score: z.number(), threshold: z.number() })
      .meta({ description: "as in the model's understanding: at or above the threshold the message is out of scope" }),
    chosen: z.enum(INTENTS).nullable().meta({ description: 'what the conversation acted on; null where it asked back' }),
  })
  .meta({ id: 'Understood', description: 'offsets are UTF-16, into the cleaned text of the message' });

export const formViewSchema = z
  .object({
    flow: z.enum(INTENTS),
    phase: z.enum(['collect', 'confirm', 'step_up']),
    asking: z.string().nullable(),
    values: z.record(z.string(), z.string()).meta({ description: 'slot → the value as a customer reads it' }),
  })
  .meta({ id: 'FormView' });

export const dialogueViewSchema = z
  .object({
    active: formViewSchema.nullable(),
    interrupted: z.array(z.enum(INTENTS)).meta({ description: 'forms to come back to, the latest last' }),
    failures: z.number().int().meta({ description: 'messages in a row that were not understood' }),
    handedOff: z.boolean(),
  })
  .meta({ id: 'DialogueView' });

export const stageSchema = z.object({ stage: z.string(), ms: z.number() }).meta({ id: 'Stage' });

export const replySchema = z
  .object({
    messageId: idSchema.meta({ description: 'the message that this answers; a duplicate gets the same reply' }),
    conversationId: idSchema,
    sequence: z.number().int().meta({ description: '1, 2, 3, … in the order in which the conversation saw its messages' }),
    kind: z.enum(REPLY_KINDS),
    text: z.string().meta({ description: 'plain text: show it as it is, never as HTML or Markdown; \\n separates lines' }),
    locale: z.string(),
    quickReplies: z.array(quickReplySchema),
    source: replySourceSchema.nullable(),
    understood: understoodSchema,
    state: dialogueViewSchema,
    at: timeSchema,
    stages: z.array(stageSchema),
  })
  .meta({ id: 'Reply' });

export type ReplyKind = (typeof REPLY_KINDS)[number];
export type QuickReplyDto = z.infer<typeof quickReplySchema>;
export type ReplySourceDto = z.infer<typeof replySourceSchema>;
export type UnderstoodDto = z.infer<typeof understoodSchema>;
export type FormViewDto = z.infer<typeof formViewSchema>;
export type DialogueViewDto = z.infer<typeof dialogueViewSchema>;
export type StageDto = z.infer<typeof stageSchema>;
export type ReplyDto = z.infer<typeof replySchema>;

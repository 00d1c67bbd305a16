/** Conversations, as /docs shows them. */
import {
  answerSchema,
  conversationIdSchema,
  conversationSchema,
  conversationsSchema,
  idSchema,
  newMessageSchema,
  policyPageSchema,
  transcriptQuerySchema,
  transcriptSchema,
} from '@casebook/banking-chatbot-contract';
import type { Operation } from '@casebook/service-defaults';

const tag = 'conversations';
const params = { id: conversationIdSchema };
const refused = { description: 'SESSION_UNKNOWN' };
const unknown = { description: 'CONVERSATION_UNKNOWN, also where it is somebody else’s' };

export const conversationOperations: Operation[] = [
  {
    method: 'post',
    path: '/v1/conversations',
    tag,
    summary: 'Begin a conversation',
    answers: { 201: { description: 'The conversation', content: conversationSchema }, 401: refused },
  },
  {
    method: 'get',
    path: '/v1/conversations',
    tag,
    summary: 'Your conversations',
    answers: { 200: { description: 'The latest first', content: conversationsSchema }, 401: refused },
  },
  {
    method: 'get',
    path: '/v1/conversations/{id}',
    tag,
    summary: 'What was said',
    params,
    query: transcriptQuerySchema,
    answers: { 200: { description: 'Turns in order', content: transcriptSchema }, 401: refused, 404: unknown },
  },
  {
    method: 'post',
    path: '/v1/conversations/{id}/messages',
    tag,
    summary: 'Send a message',
    params,
    body: newMessageSchema,
    answers: {
      200: { description: 'The reply', content: answerSchema },
      401: refused,
      404: unknown,
      429: { description: 'MESSAGES_TOO_MANY, MESSAGES_IN_FLIGHT: no effect, send it again after Retry-After' },
      503: { description: 'SERVING_OVERLOADED, DATABASE_UNREACHABLE: no effect, send it again after Retry-After' },
    },
  },
  {
    method: 'get',
    path: '/v1/policies/{page}',
    tag: 'policies',
    summary: 'A page of the bank’s policies',
    params: { page: idSchema },
    answers: { 200: { description: 'The page', content: policyPageSchema }, 404: { description: 'POLICY_UNKNOWN' } },
  },
];

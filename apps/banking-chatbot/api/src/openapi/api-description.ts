/** What /docs shows. A spec compares it with the routes there are. */
import { problemSchema } from '@casebook/banking-chatbot-contract';
import type { ApiDescription } from '@casebook/service-defaults';
import { conversationOperations } from './conversation.operations.js';
import { sessionOperations } from './session.operations.js';

export const apiDescription: ApiDescription = {
  title: 'Casebook banking assistant',
  description:
    'The assistant of Larkspur Bank, which is fictional. Open a session, begin a conversation, send messages; or do the same over the WebSocket /v1/chat. The model itself is also reachable through the Open Inference Protocol at /v2; health is at /health/live and /health/ready, metrics are at /metrics.',
  version: '0.1.0',
  problem: problemSchema,
  operations: [...sessionOperations, ...conversationOperations],
};

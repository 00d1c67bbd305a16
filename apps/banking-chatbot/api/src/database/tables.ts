/** Every table of the service: the bank's, the conversations', the sessions', and those of inbox and outbox. */
import { eventEntities, eventMigrations } from '@casebook/events';
import { bankMigrations } from '../bank/index.js';
import { CreateConversations1764100000002 } from '../chat/create-conversations.migration.js';
import { conversationMigrations } from '../conversation/index.js';
import { CreateSessions1764100000001 } from '../sessions/create-sessions.migration.js';

export const entities = [...eventEntities];
export const migrations = [
  ...eventMigrations,
  ...bankMigrations,
  CreateSessions1764100000001,
  CreateConversations1764100000002,
  ...conversationMigrations,
];

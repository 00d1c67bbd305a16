/** Whose a conversation is: every way to one goes through here. */
import { randomUUID } from 'node:crypto';
import type { ConversationDto } from '@casebook/banking-chatbot-contract';
import { NotFoundError } from '@casebook/core';
import type { DatabaseConnection } from '@casebook/persistence';
import type { EntityManager } from 'typeorm';

/** Who asks, as the service has checked it. */
export interface Owner {
  sessionId: string | null;
  customerId: string | null;
}

type Row = [id: string, startedAt: Date, updatedAt: Date, handedOff: boolean];

const columns = 'id, started_at, updated_at, handed_off';
/** A customer's own; before anybody signs in, that of the session. */
const owned = '(customer_id = $2 OR (customer_id IS NULL AND $2::text IS NULL AND session_id IS NOT DISTINCT FROM $3::uuid))';
const LISTED = 50;

const toDto = ([conversationId, startedAt, updatedAt, handedOff]: Row): ConversationDto => ({
  conversationId,
  startedAt: startedAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
  handedOff,
});

/** The same for a conversation of somebody else as for none at all. */
const unknown = () =>
  new NotFoundError('CONVERSATION_UNKNOWN', 'You have no conversation of this id. Begin one with POST /v1/conversations.');

export class ConversationsService {
  constructor(private readonly database: DatabaseConnection) {}

  async open({ sessionId, customerId }: Owner): Promise<ConversationDto> {
    const [row] = await this.database.prepared<Row>(
      'conversation-open',
      `INSERT INTO chat_conversations (id, customer_id, session_id) VALUES ($1, $2, $3) RETURNING ${columns}`,
      [randomUUID(), customerId, sessionId],
    );
    return toDto(row!);
  }

  /** @throws {NotFoundError} `CONVERSATION_UNKNOWN`, also where it is somebody else's */
  async find({ sessionId, customerId }: Owner, id: string): Promise<ConversationDto> {
    const sql = `SELECT ${columns} FROM chat_conversations WHERE id = $1 AND ${owned}`;
    const [row] = await this.database.prepared<Row>('conversation-find', sql, [id, customerId, sessionId]);
    if (!row) throw unknown();
    return toDto(row);
  }

  /** The latest first. */
  async list({ sessionId, customerId }: Owner): Promise<ConversationDto[]> {
    const rows = await this.database.prepared<Row>(
      'conversation-list',
      `SELECT ${columns} FROM chat_conversations WHERE ${owned.replaceAll('$2', '$1').replaceAll('$3', '$2')} ORDER BY updated_at DESC LIMIT ${LISTED}`,
      [customerId, sessionId],
    );
    return rows.map(toDto);
  }

  /**
   * Notes that something was said, in the transaction that says it; whoever comes second waits here.
   *
   * @throws {NotFoundError} `CONVERSATION_UNKNOWN`, also where it is somebody else's
   */
  async touch(manager: EntityManager, { sessionId, customerId }: Owner, id: string, handedOff = false): Promise<void> {
    const [, found] = await manager.query<[unknown, number]>(
      `UPDATE chat_conversations SET updated_at = now(), handed_off = handed_off OR $4 WHERE id = $1 AND ${owned}`,
      [id, customerId, sessionId, handedOff],
    );
    if (found === 0) throw unknown();
  }

  /** A conversation from another channel begins with its first message; one that is there stays whose it is. */
  async begin(manager: EntityManager, { sessionId, customerId }: Owner, id: string): Promise<void> {
    await manager.query('INSERT INTO chat_conversations (id, customer_id, session_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      id,
      customerId,
      sessionId,
    ]);
  }
}

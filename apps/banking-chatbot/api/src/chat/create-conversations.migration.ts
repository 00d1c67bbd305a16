import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose a conversation is. What is said in it belongs to `../conversation`. */
export class CreateConversations1764100000002 implements MigrationInterface {
  name = 'CreateConversations1764100000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chat_conversations (
        id uuid PRIMARY KEY,
        session_id uuid,
        customer_id text,
        started_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        handed_off boolean NOT NULL DEFAULT false
      )`);
    await runner.query(`CREATE INDEX chat_conversations_customer ON chat_conversations (customer_id, updated_at DESC)`);
    await runner.query(`CREATE INDEX chat_conversations_session ON chat_conversations (session_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE chat_conversations`);
  }
}

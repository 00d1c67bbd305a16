import type { MigrationInterface, QueryRunner } from 'typeorm';

/** State and events of conversations. */
export class CreateConversationEvents1764100000003 implements MigrationInterface {
  name = 'CreateConversationEvents1764100000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE conversation_states (
        conversation_id text PRIMARY KEY,
        customer_id text,
        sequence integer NOT NULL,
        next_client integer NOT NULL,
        state json NOT NULL,
        facts json
      )`);
    // json, not jsonb: an event is read back as it was written.
    await runner.query(`
      CREATE TABLE conversation_events (
        conversation_id text NOT NULL REFERENCES conversation_states,
        sequence integer NOT NULL,
        message_id text NOT NULL,
        event json NOT NULL,
        PRIMARY KEY (conversation_id, sequence),
        UNIQUE (conversation_id, message_id)
      )`);
    await runner.query(`
      CREATE TABLE held_messages (
        conversation_id text NOT NULL REFERENCES conversation_states,
        client_sequence integer NOT NULL,
        message_id text NOT NULL,
        text text NOT NULL,
        understanding json NOT NULL,
        held_at timestamptz NOT NULL,
        PRIMARY KEY (conversation_id, message_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['held_messages', 'conversation_events', 'conversation_states']) await runner.query(`DROP TABLE ${table}`);
  }
}

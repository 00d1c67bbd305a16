import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions, of which only a digest of the secret is kept, and failed attempts to sign in. */
export class CreateSessions1764100000001 implements MigrationInterface {
  name = 'CreateSessions1764100000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chat_sessions (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE,
        customer_id text,
        confirmed_until timestamptz,
        expires_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX chat_sessions_expires_at ON chat_sessions (expires_at)`);
    await runner.query(`
      CREATE TABLE sign_in_failures (
        customer_id text PRIMARY KEY,
        failures integer NOT NULL,
        last_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sign_in_failures', 'chat_sessions']) await runner.query(`DROP TABLE ${table}`);
  }
}

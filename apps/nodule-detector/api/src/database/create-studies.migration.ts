import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is stored: studies, their series, the instances whose bytes lie in the store. Everything here is de-identified. */
export class CreateStudies1764200000000 implements MigrationInterface {
  name = 'CreateStudies1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE studies (
        study_uid text PRIMARY KEY,
        source text NOT NULL CHECK (source IN ('upload', 'dicomweb', 'dimse', 'kafka')),
        description text,
        tags jsonb NOT NULL DEFAULT '{}',
        received_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX studies_received_at ON studies (received_at, study_uid)`);
    await runner.query(`
      CREATE TABLE series (
        series_uid text PRIMARY KEY,
        study_uid text NOT NULL REFERENCES studies ON DELETE CASCADE,
        modality text NOT NULL,
        description text,
        tags jsonb NOT NULL DEFAULT '{}',
        volume jsonb,
        notes jsonb NOT NULL DEFAULT '[]',
        refused jsonb,
        received_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX series_study_uid ON series (study_uid)`);
    await runner.query(`
      CREATE TABLE instances (
        sop_uid text PRIMARY KEY,
        series_uid text NOT NULL REFERENCES series ON DELETE CASCADE,
        study_uid text NOT NULL REFERENCES studies ON DELETE CASCADE,
        sop_class_uid text NOT NULL,
        transfer_syntax_uid text NOT NULL,
        number integer,
        sha256 text NOT NULL,
        bytes bigint NOT NULL,
        tags jsonb NOT NULL DEFAULT '{}',
        received_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX instances_series_uid ON instances (series_uid, number)`);
    await runner.query(`CREATE INDEX instances_study_uid ON instances (study_uid)`);
    await runner.query(`CREATE INDEX instances_sha256 ON instances (sha256)`); // before bytes are removed: does another instance have the same?
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['instances', 'series', 'studies']) await runner.query(`DROP TABLE ${table}`);
  }
}

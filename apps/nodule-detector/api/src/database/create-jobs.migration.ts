import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Searches, what they found and what people say of it. */
export class CreateJobs1764200000001 implements MigrationInterface {
  name = 'CreateJobs1764200000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE jobs (
        id uuid PRIMARY KEY,
        position bigserial,
        study_uid text NOT NULL REFERENCES studies ON DELETE CASCADE,
        series_uid text NOT NULL REFERENCES series ON DELETE CASCADE,
        content text NOT NULL,
        status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
        stage text,
        progress double precision NOT NULL DEFAULT 0,
        seconds_left double precision,
        attempts integer NOT NULL DEFAULT 0,
        not_before timestamptz NOT NULL DEFAULT now(),
        worker uuid,
        heartbeat_at timestamptz,
        model_version text,
        threshold double precision,
        so_far jsonb,
        error jsonb,
        stages_ms jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz
      )`);
    // One waits at most: it reads what is stored when it begins.
    await runner.query(`CREATE UNIQUE INDEX jobs_waiting ON jobs (series_uid) WHERE status = 'queued'`);
    await runner.query(`CREATE INDEX jobs_queue ON jobs (position) WHERE status IN ('queued', 'running')`);
    await runner.query(`CREATE INDEX jobs_series_uid ON jobs (series_uid, position)`);
    await runner.query(`CREATE INDEX jobs_study_uid ON jobs (study_uid, position)`);
    await runner.query(`
      CREATE TABLE findings (
        id uuid PRIMARY KEY,
        job_id uuid NOT NULL REFERENCES jobs ON DELETE CASCADE,
        study_uid text NOT NULL REFERENCES studies ON DELETE CASCADE,
        series_uid text NOT NULL REFERENCES series ON DELETE CASCADE,
        current boolean NOT NULL DEFAULT true,
        center double precision[] NOT NULL CHECK (cardinality(center) = 3),
        voxel double precision[] NOT NULL CHECK (cardinality(voxel) = 3),
        diameter_mm double precision NOT NULL CHECK (diameter_mm > 0),
        probability double precision NOT NULL CHECK (probability BETWEEN 0 AND 1),
        model_version text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX findings_study_uid ON findings (study_uid) WHERE current`);
    await runner.query(`CREATE INDEX findings_series_uid ON findings (series_uid)`);
    await runner.query(`CREATE INDEX findings_job_id ON findings (job_id)`);
    await runner.query(`
      CREATE TABLE reviews (
        id uuid PRIMARY KEY,
        finding_id uuid NOT NULL REFERENCES findings ON DELETE CASCADE,
        verdict text NOT NULL CHECK (verdict IN ('confirmed', 'rejected')),
        note text,
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`);
    await runner.query(`CREATE INDEX reviews_finding_id ON reviews (finding_id, at)`);
    await runner.query(`
      CREATE TABLE imports (
        id text PRIMARY KEY,
        folder text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        not_before timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['imports', 'reviews', 'findings', 'jobs']) await runner.query(`DROP TABLE ${table}`);
  }
}

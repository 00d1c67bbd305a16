/** Vitest global setup: one PostgreSQL for all specs of a project, that of DATABASE_URL or an embedded one that ends with the run. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../embedded/server.js';
import type {} from './provided.js';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const configured = process.env['DATABASE_URL'];
  if (configured) {
    project.provide('postgresUrl', configured);
    return async () => undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'casebook-postgres-'));
  chmodSync(folder, 0o755); // as root, the server's account must be able to enter
  const server = await startEmbeddedPostgres({ folder, durable: false });
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Folders that were announced: read one after another, by whichever instance is free. */
import { join } from 'node:path';
import type { Logger } from '@casebook/core/logging';
import type { EntityManager } from 'typeorm';
import type { DatabaseService } from '../database/database.service.js';

/** In the transaction that takes the announcement. */
export async function addImport(manager: EntityManager, id: string, folder: string): Promise<void> {
  await manager.query('INSERT INTO imports (id, folder) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, folder]);
}

export interface ImportsOptions {
  database: DatabaseService;
  /** Folder below which announced ones lie. */
  root: string;
  /** Takes in everything below a path; what was taken before is known and not taken twice. */
  read: (path: string) => Promise<void>;
  attempts: number;
  logger: Logger;
}

/** A folder is looked at again after a failure that many seconds later, at first. */
const PAUSE_S = 5;

/** For how long an instance has a folder to itself; reading begins anew where one was killed. */
const LEASE_S = 600;

/**
 * Reads the next folder.
 *
 * @returns whether there was one
 */
export async function readNextImport({ database, root, read, attempts, logger }: ImportsOptions): Promise<boolean> {
  const [[next]] = (await database.query<unknown>(
    `UPDATE imports SET attempts = attempts + 1, not_before = now() + make_interval(secs => $1)
     WHERE id = (SELECT id FROM imports WHERE not_before <= now() ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, folder, attempts`,
    [LEASE_S],
  )) as [{ id: string; folder: string; attempts: number }[], number];
  if (!next) return false;
  try {
    await read(join(root, next.folder));
    await database.query('DELETE FROM imports WHERE id = $1', [next.id]);
  } catch (error) {
    logger.warn({ err: error, attempt: next.attempts }, 'an announced folder cannot be read');
    if (next.attempts >= attempts) await database.query('DELETE FROM imports WHERE id = $1', [next.id]);
    else
      await database.query('UPDATE imports SET not_before = now() + make_interval(secs => $2) WHERE id = $1', [
        next.id,
        PAUSE_S * 2 ** next.attempts,
      ]);
  }
  return true;
}

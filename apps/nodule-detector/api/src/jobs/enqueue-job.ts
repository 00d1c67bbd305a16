/** A search is asked for: which job answers it. */
import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@casebook/core';
import type { EntityManager } from 'typeorm';
import { tellChange } from '../live/changes.js';
import { lockStudy } from '../studies/store-file.js';

/** The same instances with the same bytes have the same digest, in whatever order they came. */
export const CONTENT = `(SELECT coalesce(md5(string_agg(sop_uid || ':' || sha256, ',' ORDER BY sop_uid)), '') FROM instances WHERE series_uid = $1)`;

export interface EnqueueOptions {
  /** Search again what has been searched. */
  again?: boolean;
}

/**
 * One search of a series waits at most, and it reads what is stored when it begins. The latest job answers for the instances it was made for;
 * one that runs while more of them come is cancelled, and a new one takes them all.
 *
 * @returns the job's id
 * @throws {NotFoundError} `SERIES_UNKNOWN`
 */
export async function enqueueJob(
  manager: EntityManager,
  studyUid: string,
  seriesUid: string,
  { again = false }: EnqueueOptions = {},
): Promise<string> {
  await lockStudy(manager, studyUid); // who adds to it, searches it or removes it: one after the other
  const known = await manager.query<unknown[]>('SELECT 1 FROM series WHERE series_uid = $1 AND study_uid = $2', [seriesUid, studyUid]);
  if (known.length === 0) throw new NotFoundError('SERIES_UNKNOWN', 'There is no series of this identifier. Send its files first.');
  const [{ content }] = await manager.query<[{ content: string }]>(`SELECT ${CONTENT} AS content`, [seriesUid]);
  const [latest] = await manager.query<{ id: string; status: string; content: string }[]>(
    'SELECT id, status, content FROM jobs WHERE series_uid = $1 ORDER BY position DESC LIMIT 1',
    [seriesUid],
  );
  const active = latest?.status === 'queued' || latest?.status === 'running';
  if (latest && latest.content === content && (active || !again)) return latest.id;
  if (latest?.status === 'queued') {
    await manager.query('UPDATE jobs SET content = $2 WHERE id = $1', [latest.id, content]);
    return latest.id;
  }
  if (latest?.status === 'running') {
    await manager.query(`UPDATE jobs SET status = 'cancelled', finished_at = now() WHERE id = $1 AND status = 'running'`, [latest.id]);
    await tellChange(manager, { kind: 'job', jobId: latest.id, now: 'cancelled' });
  }
  const id = randomUUID();
  await manager.query('INSERT INTO jobs (id, study_uid, series_uid, content) VALUES ($1, $2, $3, $4)', [id, studyUid, seriesUid, content]);
  await tellChange(manager, { kind: 'job', jobId: id, now: 'queued' });
  return id;
}

/** What changed, told by PostgreSQL to every instance of the service with the commit that changes it. */

/** A transaction's manager, or the database itself. */
export interface Teller {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

export const CHANNEL = 'nodule_changes';

/** Identifiers only: PostgreSQL takes less than 8000 bytes in one notification, and whoever hears it reads the rest. */
export type Change =
  /** A search began, went on or ended; where it was queued or cancelled, workers have something to do. */
  | { kind: 'job'; jobId: string; now?: 'queued' | 'cancelled' }
  /** A running search has found something. */
  | { kind: 'found'; jobId: string }
  /** What a study's findings are has changed: a search ended, or a person reviewed one. */
  | { kind: 'findings'; studyUid: string; jobId: string }
  /** Files came, or the study was removed. */
  | { kind: 'study'; studyUid: string; removed: boolean };

/** Tells, once the transaction is committed; at once outside of one. */
export async function tellChange(manager: Teller, ...changes: Change[]): Promise<void> {
  const payloads = changes.map((change) => JSON.stringify(change));
  await manager.query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [CHANNEL, payloads]);
}

/** Remembers which events a consumer has applied, in the transaction that applies them. */
import type { DataSource, EntityManager } from 'typeorm';

const pageSize = 10_000;

export const Inbox = {
  /**
   * Records the events and tells which of them are new; one statement for all.
   *
   * A concurrent transaction with the same event waits here for the other to commit or roll back.
   *
   * @param manager of the transaction that applies the effects
   * @param consumer who applies them, e.g. the group
   * @param ids as `eventIdentity` gives them; repeated ones count once
   * @returns the ids that this consumer had never recorded
   */
  async filterNew(manager: EntityManager, consumer: string, ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    // Sorted, so that two transactions with the same events cannot block each other crosswise.
    const rows = await manager.query<{ event_id: string }[]>(
      `INSERT INTO inbox (consumer, event_id)
       SELECT $1, id FROM (SELECT DISTINCT unnest($2::text[]) AS id ORDER BY id) AS incoming
       ON CONFLICT DO NOTHING RETURNING event_id`,
      [consumer, ids],
    );
    return new Set(rows.map((row) => row.event_id));
  },

  /**
   * Forgets events received longer than `days` ago, in pages, so that no lock is held for long.
   * Keep them for longer than the topics keep their messages: an event that comes again after that is applied again.
   *
   * @returns number of events forgotten
   */
  async purge(dataSource: DataSource, days = 14): Promise<number> {
    for (let total = 0; ;) {
      const [, count] = await dataSource.query<[unknown, number]>(
        `DELETE FROM inbox WHERE ctid = ANY(ARRAY(
           SELECT ctid FROM inbox WHERE received_at < now() - make_interval(days => $1) LIMIT ${pageSize}))`,
        [days],
      );
      total += count;
      if (count < pageSize) return total;
    }
  },
};

/** The door to the queue for whoever stores a series. */
import type { EntityManager } from 'typeorm';

export interface JobQueue {
  /**
   * Asks for a search of a series, within the transaction that stored its instances. Call it each time instances were added: one search waits
   * at most, the same instances are not searched twice, and a search that runs while more of its series come is begun anew with all of them.
   *
   * @param manager of the transaction
   * @returns the job that will search (or has searched) exactly these instances
   */
  enqueue(studyUid: string, seriesUid: string, manager: EntityManager): Promise<{ jobId: string }>;

  /** After the commit: workers look now instead of at their next turn. */
  wake(): void;
}

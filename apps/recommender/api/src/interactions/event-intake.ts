/** Takes events into the outbox: those of all requests that wait are written by one transaction (group commit). */
import { UnavailableError } from '@casebook/core';
import { isTransientDatabaseError } from '@casebook/persistence';
import type { DomainEvent } from '@casebook/events';

interface Waiting {
  events: readonly DomainEvent[];
  resolve(): void;
  reject(error: unknown): void;
}

/** Events that may wait for a commit; beyond, callers are asked to come back. */
const MOST_WAITING = 50_000;
/** Events of one transaction at most. */
const MOST_IN_GROUP = 5_000;

export class EventIntake {
  private waiting: Waiting[] = [];
  private count = 0;
  private writing: Promise<void> | undefined;

  /** @param write stores events and commits: all of them or none */
  constructor(private readonly write: (events: readonly DomainEvent[]) => Promise<void>) {}

  /**
   * Resolves when the events are committed.
   *
   * @throws {UnavailableError} `INTAKE_FULL`, or that of the database: nothing of this call is stored
   */
  async add(events: readonly DomainEvent[]): Promise<void> {
    if (this.count + events.length > MOST_WAITING) {
      throw new UnavailableError('INTAKE_FULL', 'More events arrive than can be stored at the moment. Send them again in a few seconds.');
    }
    this.count += events.length;
    const done = new Promise<void>((resolve, reject) => this.waiting.push({ events, resolve, reject }));
    this.writing ??= this.drain().finally(() => (this.writing = undefined));
    return done;
  }

  private async drain(): Promise<void> {
    await Promise.resolve(); // calls of the same tick join the first group
    while (this.waiting.length > 0) await this.commit(this.nextGroup());
  }

  private nextGroup(): Waiting[] {
    let events = 0;
    const end = this.waiting.findIndex((call, index) => (events += call.events.length) > MOST_IN_GROUP && index > 0);
    const group = this.waiting.splice(0, end === -1 ? this.waiting.length : end);
    this.count -= group.reduce((sum, call) => sum + call.events.length, 0);
    return group;
  }

  private async commit(group: Waiting[]): Promise<void> {
    try {
      await this.write(group.flatMap(({ events }) => events));
      for (const { resolve } of group) resolve();
    } catch (error) {
      // What one call sent must not fail the others: each for itself, unless it is the database that is away.
      if (group.length > 1 && !isTransientDatabaseError(error)) {
        for (const call of group) await this.commit([call]);
        return;
      }
      for (const { reject } of group) reject(error);
    }
  }
}

/** Publishes what the outbox holds, in order, and deletes it when the bus has acknowledged it. One relay at a time per database. */
import { setTimeout as sleep } from 'node:timers/promises';
import { toDatabaseError } from '@casebook/persistence';
import type { DataSource, QueryRunner } from 'typeorm';
import type { EventBus } from '../bus/event-bus.js';
import type { EventHooks } from '../bus/hooks.js';
import { publishRows, type OutboxRow } from './publish-rows.js';
import { Signal } from './signal.js';

export interface OutboxRelayOptions {
  dataSource: DataSource;
  bus: EventBus;
  /** How often to look for events that another instance has committed, in ms. */
  pollMs?: number;
  /** Events at most that are published at once. */
  batch?: number;
  /** How long it waits for more before it looks again, in ms: under load an event a round would cost more than the work that it tells of. */
  gatherMs?: number;
  hooks?: EventHooks;
}

/** `leading`: this instance publishes; `following`: another one does. */
export type RelayState = 'stopped' | 'starting' | 'leading' | 'following' | 'waiting for bus' | 'waiting for database';

const longestPauseMs = 3_000;

/**
 * The order of one key holds for transactions that follow one another; transactions that overlap in time have no order.
 * A crash between acknowledgement and deletion publishes again: consumers recognise the event by its identity.
 */
export class OutboxRelay {
  state: RelayState = 'stopped';
  private readonly signal = new Signal();
  private stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private readonly batch: number;

  constructor(private readonly options: OutboxRelayOptions) {
    this.batch = options.batch ?? 1_000;
  }

  start(): void {
    if (this.state !== 'stopped') return;
    this.state = 'starting';
    this.stopping = new AbortController();
    this.running = this.run().finally(() => (this.state = 'stopped'));
  }

  /** There may be something to publish: call it after the commit. */
  wake(): void {
    this.signal.notify();
  }

  /** Ends after the batch under way; what is left is published by the next relay. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.signal.notify();
    await this.running;
  }

  /** Resolves when the outbox is empty. */
  async drain(): Promise<void> {
    for (;;) {
      const [{ empty }] = await this.options.dataSource.query<[{ empty: boolean }]>('SELECT NOT EXISTS (SELECT FROM outbox) AS empty');
      if (empty) return;
      this.wake();
      await sleep(10);
    }
  }

  private async run(): Promise<void> {
    for (let pause = 100; !this.stopping.signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
      const runner = this.options.dataSource.createQueryRunner();
      try {
        await runner.connect();
        await this.lead(runner);
      } catch (error) {
        this.state = 'waiting for database';
        this.options.hooks?.unavailable?.({ what: 'database', error: toDatabaseError(error) });
        await this.pause(pause);
      } finally {
        await runner.release().catch(() => undefined); // its connection is lost
      }
    }
  }

  /** The lock belongs to the connection: with the connection it is lost, and so is the right to delete. */
  private async lead(runner: QueryRunner): Promise<void> {
    while (!this.stopping.signal.aborted && !(await lock(runner))) {
      this.state = 'following';
      await this.pause(500);
    }
    this.state = 'leading';
    try {
      const { pollMs = 50, gatherMs = 5 } = this.options;
      while (!this.stopping.signal.aborted) {
        const rows = await this.page(runner);
        if (rows.length === 0) await this.signal.wait(pollMs);
        else if (await this.publish(rows))
          await runner.query('DELETE FROM outbox WHERE position = ANY($1::bigint[])', [rows.map(({ position }) => position)]);
        if (rows.length < this.batch) await this.pause(gatherMs);
      }
    } finally {
      await runner.query('SELECT pg_advisory_unlock_all()').catch(() => undefined); // a lost connection has given it back
    }
  }

  private async page(runner: QueryRunner): Promise<OutboxRow[]> {
    const sql = 'SELECT position, topic, key, headers, value, created_at FROM outbox ORDER BY position LIMIT $1';
    return (await runner.query(sql, [this.batch])) as OutboxRow[];
  }

  /** Tries until the bus takes the rows. @returns false where the relay was stopped before */
  private async publish(rows: OutboxRow[]): Promise<boolean> {
    for (let pause = 100; !this.stopping.signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        await publishRows(this.options.bus, rows);
        this.state = 'leading';
        this.options.hooks?.relayed?.({ count: rows.length, oldestMs: Date.now() - rows[0]!.created_at.getTime() });
        return true;
      } catch (error) {
        this.state = 'waiting for bus';
        this.options.hooks?.unavailable?.({ what: 'bus', error });
        await this.pause(pause);
      }
    }
    return false;
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined); // stopped
  }
}

async function lock(runner: QueryRunner): Promise<boolean> {
  const [row] = (await runner.query(`SELECT pg_try_advisory_lock(hashtextextended('casebook.outbox', 0)) AS held`)) as [{ held: boolean }];
  return row.held;
}

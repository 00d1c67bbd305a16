/** The connection to PostgreSQL, which may be away at the start, or later, and come back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '@casebook/core';
import type { Logger } from '@casebook/core/logging';
import type { DataSource, EntityManager } from 'typeorm';
import type { Pool, QueryArrayResult } from 'pg';
import { openDatabase, type Database, type DatabaseOptions } from './database.js';
import { isTransientDatabaseError, toDatabaseError } from './errors.js';

export interface DatabaseConnectionOptions extends Pick<DatabaseOptions, 'name' | 'entities' | 'migrations' | 'preparedStatements'> {
  /** Absent: an embedded server in `dataDir`. */
  url?: string | undefined;
  dataDir: string;
  poolSize: number;
  /** What a service can't do while PostgreSQL is away, for its log. */
  whileAway: string;
  logger: Logger;
}

export class DatabaseConnection {
  private database: Database | undefined;
  private readonly stopped = new AbortController();

  constructor(private readonly options: DatabaseConnectionOptions) {}

  /**
   * Connects and migrates. A server that is away is tried again each second, for as long as it takes.
   *
   * @throws {CasebookError} where waiting does not help: wrong address or account, failed migration, embedded server that does not start
   */
  async connect(): Promise<void> {
    const { logger, whileAway, ...options } = this.options;
    while (!this.stopped.signal.aborted) {
      try {
        this.database = await openDatabase({ ...options, logger, waitMs: 1000, statementTimeoutMs: 10_000 });
        return;
      } catch (error) {
        if (!isTransientDatabaseError(error)) throw error;
        logger.warn(`PostgreSQL is away; trying again. ${whileAway}`);
        await sleep(1000, undefined, { signal: this.stopped.signal }).catch(() => undefined);
      }
    }
  }

  /** @throws {UnavailableError} `DATABASE_UNREACHABLE` before the first connection */
  get dataSource(): DataSource {
    if (!this.database)
      throw new UnavailableError('DATABASE_UNREACHABLE', 'The service is not connected to PostgreSQL yet. Try again shortly.');
    return this.database.dataSource;
  }

  /** How the operator sees it: `embedded PostgreSQL` or the host. */
  get place(): string {
    if (!this.options.url) return `embedded PostgreSQL in ${this.options.dataDir}`;
    const { host, pathname } = new URL(this.options.url);
    return `PostgreSQL at ${host}${pathname}`;
  }

  /** Runs one statement. @throws {UnavailableError} while PostgreSQL is away */
  async query<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    try {
      return await this.dataSource.query<Row[]>(text, values);
    } catch (error) {
      throw toDatabaseError(error);
    }
  }

  /** Runs a statement that each connection prepares once; rows as arrays. For the paths where parsing and planning would count. */
  async prepared<Row extends unknown[]>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    const pool = (this.dataSource.driver as unknown as { master: Pool }).master; // TypeORM has no prepared statements
    try {
      const { rows } = (await pool.query({ name, text, values, rowMode: 'array' })) as QueryArrayResult<Row>;
      return rows;
    } catch (error) {
      throw toDatabaseError(error);
    }
  }

  /** Runs work in one transaction. @throws {UnavailableError} while PostgreSQL is away */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.dataSource.transaction(work);
    } catch (error) {
      throw toDatabaseError(error);
    }
  }

  /** @throws {UnavailableError} where it does not answer */
  async ready(): Promise<void> {
    if (!this.database) void this.dataSource;
    await this.database?.ready();
  }

  async close(): Promise<void> {
    this.stopped.abort();
    await this.database?.close();
  }
}

/** One call that gives an app its database: the one of DATABASE_URL, or an embedded PostgreSQL when there is none. */
import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { CasebookError, UnavailableError } from '@casebook/core';
import type { Logger } from '@casebook/core/logging';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { startEmbeddedPostgres } from './embedded/server.js';
import { isTransientDatabaseError, toDatabaseError } from './errors.js';
import { migrate } from './migrate.js';
import { PreparingClient } from './preparing-client.js';

type Classes = (new (...args: never[]) => unknown)[];

export interface DatabaseOptions {
  /** `application_name` in pg_stat_activity. */
  name: string;
  entities: Classes;
  migrations: Classes;
  /** `postgres://…`; default `DATABASE_URL`. Absent or empty: an embedded server on `dataDir`. */
  url?: string | undefined;
  /** Folder of the embedded server. */
  dataDir?: string;
  /** Connections at most. */
  poolSize?: number;
  /** A statement that runs longer is cancelled, in ms. */
  statementTimeoutMs?: number;
  /** Prepare each statement with parameters once a connection: see `PreparingClient`. */
  preparedStatements?: boolean;
  /** Run pending migrations before anything else. */
  migrate?: boolean;
  /** How long a server that does not answer yet is waited for, in ms. */
  waitMs?: number;
  logger?: Logger;
}

export interface Database {
  readonly dataSource: DataSource;
  readonly url: string;
  /** Whether the server is ours and ends with us. */
  readonly embedded: boolean;
  /** Resolves when the server answers within two seconds. @throws {UnavailableError} `DATABASE_UNREACHABLE` */
  ready(): Promise<void>;
  /** Ends the pool, and the embedded server where nobody else uses it. */
  close(): Promise<void>;
}

/**
 * Opens the database, with every migration applied.
 *
 * @throws {UnavailableError} `DATABASE_UNREACHABLE` where the server does not answer within `waitMs`
 * @throws {CasebookError} `DATABASE_URL_INVALID`, `DATABASE_REFUSED`, or an `EMBEDDED_POSTGRES_…` code
 *
 * @example
 * const database = await openDatabase({ name: 'shop', entities: [Item], migrations: [CreateItems1] });
 * await database.dataSource.query('SELECT 1');
 * await database.close();
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const configured = options.url ?? process.env['DATABASE_URL'];
  const server = configured ? undefined : await startEmbeddedPostgres({ folder: options.dataDir ?? '.casebook/postgres' });
  const url = server?.url ?? checkedUrl(configured!);
  const dataSource = new DataSource(dataSourceOptions(options, url));
  try {
    await untilItAnswers(() => dataSource.initialize(), options.waitMs ?? 10_000);
    if (options.migrate ?? true) await migrate(dataSource, url);
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    await server?.stop();
    throw toDatabaseError(error);
  }
  return {
    dataSource,
    url,
    embedded: server !== undefined,
    ready: () => ready(dataSource),
    close: async () => {
      if (dataSource.isInitialized) await dataSource.destroy();
      await server?.stop();
    },
  };
}

function dataSourceOptions(options: DatabaseOptions, url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: options.name,
    entities: options.entities,
    migrations: options.migrations,
    migrationsTableName: 'migrations',
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: 5_000,
    // An idle connection that the server ends is replaced by the pool; the next query tells whether the server is back.
    poolErrorHandler: (error: unknown) => options.logger?.warn({ err: error }, 'PostgreSQL ended an idle connection'),
    extra: {
      statement_timeout: options.statementTimeoutMs ?? 30_000,
      idle_in_transaction_session_timeout: 60_000,
      keepAlive: true,
      ...(options.preparedStatements ? { Client: PreparingClient } : {}),
    },
  };
}

function checkedUrl(url: string): string {
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return url;
  throw new CasebookError(
    'DATABASE_URL_INVALID',
    'DATABASE_URL is no address of a PostgreSQL: write postgres://user:password@host:5432/database.',
  );
}

async function untilItAnswers(connect: () => Promise<unknown>, waitMs: number): Promise<void> {
  const end = Date.now() + waitMs;
  for (let pause = 100; ; pause = Math.min(pause * 2, 1_000)) {
    try {
      await connect();
      return;
    } catch (error) {
      if (!isTransientDatabaseError(error) || Date.now() + pause > end) throw error;
      await sleep(pause);
    }
  }
}

async function ready(dataSource: DataSource): Promise<void> {
  const late = new AbortController();
  const query = dataSource.query('SELECT 1').finally(() => late.abort());
  const timeout = sleep(2_000, undefined, { signal: late.signal, ref: false }).then(() => {
    throw new UnavailableError('DATABASE_UNREACHABLE', 'PostgreSQL did not answer within two seconds: check its load and the network.');
  });
  try {
    await Promise.race([query, timeout]);
  } catch (error) {
    query.catch(() => undefined); // it may still fail after we have given up waiting
    throw toDatabaseError(error);
  } finally {
    timeout.catch(() => undefined);
  }
}

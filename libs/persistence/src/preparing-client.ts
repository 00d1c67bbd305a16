/** A connection that prepares each statement with parameters once: PostgreSQL parses and plans it the first time only. */
import pg from 'pg';

/** Statements prepared on one connection; texts made on the fly must not fill the server's memory. */
const MOST_PREPARED = 500;

/** Names by text, the same on every connection. */
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_PREPARED) return known;
  const name = `casebook-${names.size}`;
  names.set(text, name);
  return name;
}

type Query = (...args: unknown[]) => unknown;

/**
 * For `extra.Client` of a TypeORM data source, whose own queries have no names. Not behind a pooler that hands out a connection a transaction
 * (PgBouncer before 1.21), nor where a statement's plan hangs on its parameters.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as Query;
    this.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
      return name === undefined ? query(text, values, ...rest) : query({ name, text, values }, ...rest);
    }) as typeof this.query;
  }
}

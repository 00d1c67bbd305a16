/**
 * The few functions a step's SQL may use that engines spell differently; everything else is ANSI or common to DuckDB and Spark.
 *
 * | function | DuckDB (here) | Spark SQL |
 * |---|---|---|
 * | `instant_ms(text)` | `epoch_ms(TRY_CAST(text AS TIMESTAMPTZ))` | `unix_millis(try_to_timestamp(text))`, session time zone UTC |
 * | `finite(text)` | the number, NULL for NaN and ±infinity | `CASE WHEN abs(TRY_CAST(text AS DOUBLE)) < double('Infinity') THEN TRY_CAST(text AS DOUBLE) END` |
 */
import type { DuckDBConnection } from '@duckdb/node-api';

/** Defines the dialect's functions on a connection. Both give NULL for text that they cannot read. */
export async function defineDialect(db: DuckDBConnection): Promise<void> {
  await db.run(`CREATE MACRO instant_ms(t) AS epoch_ms(TRY_CAST(t AS TIMESTAMP WITH TIME ZONE))`);
  await db.run(`CREATE MACRO finite(t) AS CASE WHEN isfinite(TRY_CAST(t AS DOUBLE)) THEN TRY_CAST(t AS DOUBLE) END`);
}

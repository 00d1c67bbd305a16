/** A step declares what it yields; the runner compares before a single row is written. */
import { CasebookError } from '@casebook/core';

/** Column name → SQL type as DuckDB prints it, in order. */
export type Schema = Readonly<Record<string, ColumnType>>;
export type ColumnType = 'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'FLOAT' | 'BOOLEAN' | 'VARCHAR[]';

/**
 * Compares the columns a query yields with the declared ones; order does not matter, further columns are wrong.
 *
 * @param where the `.sql` file, for the sentence
 * @throws {CasebookError} `SCHEMA_MISMATCH` (500: the step and its declaration disagree) naming each column, its type and the file
 */
export function checkSchema(declared: Schema, actual: Schema | Record<string, string>, where: string): void {
  const problems = [
    ...Object.entries(declared).flatMap(([name, type]) => {
      if (!(name in actual)) return [`column ${name} (${type}) is missing`];
      return actual[name] === type ? [] : [`column ${name} is ${actual[name]}, declared ${type}`];
    }),
    ...Object.keys(actual)
      .filter((name) => !(name in declared))
      .map((name) => `column ${name} is not declared`),
  ];
  if (problems.length > 0) {
    throw new CasebookError(
      'SCHEMA_MISMATCH',
      `${where}: ${problems.join('; ')}. Correct the SELECT, e.g. with a CAST, or the step's schema.`,
      {
        details: { file: where, problems },
      },
    );
  }
}
